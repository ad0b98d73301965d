//! Work that computes: nothing is shared, or one counter is.

use std::hint::black_box;
use std::sync::Mutex;

use measure::{Bound, Candidate, Law, Scaling, Suite};

use crate::team::{in_step, out_of_step};

/// The list in `limits_of_speedup.py` has the same numbers.
const WORKERS: &[u32] = &[1, 2, 4, 8];
/// Steps of a job, each of which needs the one before.
const STEPS: u64 = 8_000_000;
/// Counts of one operation.
const COUNTS: u64 = 1024;

fn compute(steps: u64) -> u64 {
    (0..steps).fold(black_box(1), |x: u64, step| {
        (x ^ (x >> 29))
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(step)
    })
}

pub fn candidates(suite: Suite) -> Suite {
    let (group, unit) = ("Computing, nothing shared", "one job");
    let suite = WORKERS.iter().fold(suite, |suite, &workers| {
        suite.candidate(
            Candidate::ours(
                &format!("compute-{workers}"),
                &format!("workers: {workers}"),
            )
            .group(group, unit)
            .timed(move |jobs| {
                let share = || {
                    black_box(compute(STEPS / u64::from(workers)));
                };
                in_step(jobs, workers, || (), share)
            }),
        )
    });
    // Its job has fewer steps, so that it takes about as long; a speed-up compares Python with Python.
    let suite = WORKERS.iter().fold(suite, |suite, &workers| {
        suite.candidate(
            Candidate::peer(
                &format!("python-compute-{workers}"),
                &format!("Python, fewer steps, workers: {workers}"),
            )
            .group(group, unit),
        )
    });
    WORKERS.iter().fold(suite, |suite, &workers| {
        suite.candidate(
            Candidate::ours(
                &format!("counter-{workers}"),
                &format!("workers: {workers}"),
            )
            .group("A counter under a lock", "one count")
            .items(COUNTS)
            .timed(move |n| {
                let counter = Mutex::new(0_u64);
                let time = out_of_step(n * COUNTS, workers, || {
                    *counter.lock().expect("nobody panics") += 1;
                });
                assert_eq!(counter.into_inner().expect("nobody panics"), n * COUNTS);
                time
            }),
        )
    })
}

pub fn scalings(suite: Suite) -> Suite {
    let scaling =
        |id: &str, name: &str, law| Scaling::new(id, name, law, WORKERS).panel("Computing");
    suite
        .scaling(scaling("compute", "nothing shared", Law::Ceiling))
        .scaling(scaling("python-compute", "the same in Python", Law::Amdahl))
        .scaling(scaling("counter", "a counter under a lock", Law::Universal))
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "compute-at-2",
            "Two threads that compute are at least 1.2 times as fast as one.",
            "compute-1",
            "compute-2",
            Bound::AtLeast(1.2),
        )
        .claim(
            "python-compute-at-8",
            "Eight threads of Python that compute are at most 1.3 times as fast as one.",
            "python-compute-1",
            "python-compute-8",
            Bound::AtMost(1.3),
        )
        .claim(
            "counter-8-vs-1",
            "It loses: a count under a lock that eight threads want takes at least 1.2 times as long as under one that nobody else wants.",
            "counter-8",
            "counter-1",
            Bound::AtLeast(1.2),
        )
}
