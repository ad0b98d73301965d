//! What the GIL does to threads that compute and to one that waits beside them, and what Rust has in its place.

mod jobs;
mod places;
mod wakes;

use std::process::ExitCode;

use measure::Suite;

fn main() -> ExitCode {
    let suite = Suite::new("the-gil", "What the GIL does, and what stands in its place")
        .python("the_gil.py");
    let suite = places::candidates(wakes::candidates(jobs::candidates(suite)));
    measure::run(places::claims(wakes::claims(jobs::claims(suite))))
}
