//! What it costs to get bytes into another process: through the ring in shared memory, a pipe, and what `multiprocessing` has.
//!
//! A stream is timed from the first message until the receiver has said that it has the last; a round trip until the answer
//! is here. The other process is started for each sample, off the clock, and waited for, so that its CPU time counts as ours.

mod child;
mod streams;
mod trips;

use std::process::ExitCode;

use measure::{Bound, Suite};

/// Bytes of the ring, and of the pipe where its size matters.
const CAPACITY: usize = 1 << 20;

/// Bytes of a large message and of a small one.
const LARGE: usize = 64 << 10;
const SMALL: usize = 8;

fn main() -> ExitCode {
    if let Some(role) = child::role() {
        return child::run(&role);
    }
    let suite = Suite::new("shared-memory", "What it costs to reach another process")
        .python("shared_memory.py");
    measure::run(claims(trips::add(streams::add(suite))))
}

fn claims(suite: Suite) -> Suite {
    use Bound::{AtLeast, AtMost};
    suite
        .claim(
            "ring-vs-memcpy",
            "The ring moves a 64 KiB message at 70 % of the speed of memcpy or better.",
            "ring-large",
            "memcpy",
            AtMost(1.0 / 0.7),
        )
        .claim(
            "queue-vs-ring",
            "A small message through multiprocessing.Queue costs at least twenty through the ring.",
            "python-queue-small",
            "ring-small",
            AtLeast(20.0),
        )
}
