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
    use Bound::AtLeast;
    suite
        .claim(
            "ring-vs-memcpy",
            "The ring moves a message of 64 KiB at 70 % of the speed of memcpy between two cores, or better.",
            "memcpy-across",
            "ring-large",
            AtLeast(0.7),
        )
        .claim(
            "ring-vs-one-core",
            "A message of 64 KiB through the ring costs more than a memcpy that stays on one core.",
            "ring-large",
            "memcpy",
            AtLeast(1.2),
        )
        .claim(
            "pipe-vs-ring-large",
            "A pipe costs at least half as much again as the ring for messages of 64 KiB.",
            "pipe-large",
            "ring-large",
            AtLeast(1.5),
        )
        .claim(
            "pipe-vs-ring-small",
            "A pipe costs at least five times what the ring does for messages of 8 bytes.",
            "pipe-small",
            "ring-small",
            AtLeast(5.0),
        )
        .claim(
            "queue-vs-ring",
            "A small message through multiprocessing.Queue costs at least twenty through the ring.",
            "python-queue-small",
            "ring-small",
            AtLeast(20.0),
        )
        .claim(
            "ring-trip-vs-pipe-trip",
            "It loses: there and back, with both asleep in between, two rings cost more than two pipes.",
            "ring-trip",
            "pipe-trip",
            AtLeast(1.0),
        )
}
