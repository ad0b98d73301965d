//! From wanting a thread or a task to its first instruction, at a fixed rate.

use std::thread;

use measure::{Arrival, LatencyCandidate, Suite};

use crate::runtimes::two_workers;

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    const RATE: u32 = 2000;
    suite
        .latency(LatencyCandidate::new(
            "latency-thread",
            "thread::spawn",
            RATE,
            || |arrival: Arrival| drop(thread::spawn(move || arrival.here())),
        ))
        .latency(LatencyCandidate::new(
            "latency-task",
            "tokio::spawn, two workers",
            RATE,
            || {
                let runtime = two_workers();
                move |arrival: Arrival| drop(runtime.spawn(async move { arrival.here() }))
            },
        ))
}
