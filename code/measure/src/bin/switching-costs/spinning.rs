//! Waiting without sleeping: right on two cores, wrong on one.

use std::hint;
use std::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};
use std::thread;
use std::time::Duration;

use measure::{Candidate, Place, Suite, wake};

use crate::places::round_trips;

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let spin = |candidate: Candidate| {
        candidate
            .group("Spinning in place of sleeping", "one hand-off")
            .items(2)
    };
    let ours = |id: &str, name: &str, between: fn()| {
        spin(Candidate::ours(id, name))
            .above("cache-line")
            .timed(move |n| spinning(n, between))
    };
    suite
        .candidate(spin(
            Candidate::floor("cache-line", "spinning, two cores").timed(|n| {
                let (near, far) = wake::cores();
                let far = far.expect("this process has one core");
                wake::cache_line_round_trips(n, near.expect("there is a core"), far)
            }),
        ))
        .candidate(ours("spin-one-core", "spinning, one core", hint::spin_loop))
        .candidate(ours(
            "spin-yield-one-core",
            "sched_yield between looks, one core",
            thread::yield_now,
        ))
}

fn spinning(n: u64, between: fn()) -> Duration {
    let far_turn = AtomicBool::new(false);
    let wait = |for_far| {
        while far_turn.load(Acquire) != for_far {
            between();
        }
    };
    let near = || {
        far_turn.store(true, Release);
        wait(false);
    };
    let far = || {
        wait(true);
        far_turn.store(false, Release);
    };
    round_trips(Place::OneCore, n, near, far)
}
