//! One job that computes, done in every way this book knows: a spell checker that looks for the nearest word.

mod claims;
mod grain;
mod lookups;
mod order;
mod peers;
mod pools;
mod reading;
mod serial_part;
mod spelling;
mod tasks;
mod threads;

use std::process::ExitCode;

use measure::Suite;

fn main() -> ExitCode {
    pools::CHECK.serve();
    let suite =
        Suite::new("cpu-bound", "One job that computes, in every way").python("cpu_bound.py");
    let suite = tasks::add(pools::add(threads::add(suite)));
    let suite = order::add(peers::add(suite));
    let suite = grain::add(serial_part::add(suite));
    let suite = reading::add(threads::few(lookups::add(suite)));
    measure::run(claims::add(pools::scalings(threads::scalings(suite))))
}
