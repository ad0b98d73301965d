//! Where starting loses: a million tasks of one addition each, where starting is all there is.

use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use measure::{Candidate, Suite};
use rayon::prelude::*;

use crate::runtimes::two_workers;

/// Additions in a batch.
const BATCH: u64 = 1_000_000;
/// Fewer where a million would take seconds: the cost of one is the same.
const PYTHON_LOOP: u64 = 100_000;
const PYTHON_TASKS: u64 = 10_000;
const THREADS: u64 = 1000;

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let (group, unit) = (
        "Where it loses: a million jobs of one addition each",
        "one addition",
    );
    let ours = |id: &str, name: &str| {
        Candidate::ours(id, name)
            .group(group, unit)
            .items(BATCH)
            .above("plain-loop")
    };
    suite
        .candidate(
            Candidate::floor("plain-loop", "a plain loop")
                .group(group, unit)
                .items(BATCH)
                .beside("python-loop")
                // Without the black box the compiler adds all numbers up beforehand.
                .each(|| check((0..BATCH).map(black_box).sum())),
        )
        .candidate(
            ours("rayon-split", "rayon, par_iter as it splits by itself").each(|| {
                check((0..BATCH).into_par_iter().map(black_box).sum());
            }),
        )
        .candidate(
            ours("rayon-tiny", "rayon, par_iter with_max_len(1)").each(|| {
                check(
                    (0..BATCH as usize)
                        .into_par_iter()
                        .with_max_len(1)
                        .map(|number| black_box(number as u64))
                        .sum(),
                );
            }),
        )
        .candidate(ours("rayon-spawn-tiny", "rayon, a spawn each").each(|| {
            let sum = AtomicU64::new(0);
            rayon::scope(|scope| {
                for number in 0..BATCH {
                    let sum = &sum;
                    scope.spawn(move |_| {
                        sum.fetch_add(number, Ordering::Relaxed);
                    });
                }
            });
            check(sum.into_inner());
        }))
        .candidate(
            ours("tokio-tiny", "tokio, a task each, two workers")
                .beside("python-many-tasks")
                .prepared(|| {
                    let runtime = two_workers();
                    move |n| {
                        (0..n).for_each(|_| {
                            check(
                                runtime
                                    .block_on(runtime.spawn(task_each()))
                                    .expect("tasks do not panic"),
                            )
                        })
                    }
                }),
        )
        .candidate(
            Candidate::ours("thread-tiny", "a thread each, 1000 of them")
                .group(group, unit)
                .items(THREADS)
                .above("plain-loop")
                .each(|| {
                    let threads: Vec<_> = (0..THREADS)
                        .map(|number| thread::spawn(move || number))
                        .collect();
                    let sum: u64 = threads
                        .into_iter()
                        .map(|thread| thread.join().expect("it adds"))
                        .sum();
                    assert_eq!(sum, THREADS * (THREADS - 1) / 2);
                }),
        )
        .candidate(
            Candidate::peer("python-loop", "Python, a plain loop")
                .group(group, unit)
                .items(PYTHON_LOOP)
                .above("plain-loop"),
        )
        .candidate(
            Candidate::peer("python-many-tasks", "asyncio, a task each, 10 000 of them")
                .group(group, unit)
                .items(PYTHON_TASKS)
                .above("plain-loop"),
        )
}

fn check(sum: u64) {
    assert_eq!(sum, BATCH * (BATCH - 1) / 2);
}

async fn task_each() -> u64 {
    let tasks: Vec<_> = (0..BATCH)
        .map(|number| tokio::spawn(async move { number }))
        .collect();
    let mut sum = 0;
    for task in tasks {
        sum += task.await.expect("tasks do not panic");
    }
    sum
}
