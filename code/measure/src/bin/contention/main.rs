//! What a count costs: nobody else wants it, two cores do; plain, atomic, under a lock, a piece each.
//!
//! A figure of two threads is the wall time of the whole run, from the first to begin until the last to end, divided by what
//! both have done. If the second were no hindrance, it would be half of what one thread needs.

mod alone;
mod counters;
mod locks;
mod readers;
mod sections;
mod turns;
mod two;

use std::process::ExitCode;

use measure::Suite;

fn main() -> ExitCode {
    let suite = Suite::new("contention", "What it costs to want the same").python("contention.py");
    let suite = locks::candidates(counters::candidates(alone::candidates(suite)));
    let suite = turns::candidates(readers::candidates(sections::candidates(suite)));
    let suite = locks::claims(counters::claims(alone::claims(suite)));
    measure::run(turns::claims(readers::claims(sections::claims(suite))))
}
