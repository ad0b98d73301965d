//! A small task, for a pool of two threads.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use code::thread_pool::ThreadPool;
use measure::{Bound, Candidate, Suite};

use crate::timed;

/// Tasks of one stream.
const STREAM: u64 = 10_000;
const WORKERS: usize = 2;

pub fn candidates(suite: Suite) -> Suite {
    streams(one(suite))
}

fn square(n: u64) -> u64 {
    black_box(n).wrapping_mul(n)
}

fn sum() -> u64 {
    (0..STREAM).map(|n| n.wrapping_mul(n)).sum()
}

fn rayon_pool() -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new()
        .num_threads(WORKERS)
        .build()
        .expect("it starts")
}

fn one(suite: Suite) -> Suite {
    let (group, unit) = ("One task, and wait for its result", "one task");
    suite
        .candidate(
            Candidate::ours(
                "two-wake-ups",
                "two threads wake each other: unpark and park",
            )
            .group(group, unit)
            .timed(parked),
        )
        .candidate(
            Candidate::ours("submit-result", "ThreadPool: submit, result")
                .group(group, unit)
                .beside("python-submit-result")
                .timed(|n| {
                    let pool = ThreadPool::new(WORKERS).expect("it starts");
                    timed(n, || {
                        assert_eq!(pool.submit(|| square(3)).result().unwrap(), 9)
                    })
                }),
        )
        .candidate(
            Candidate::ours("rayon-install", "rayon: install")
                .group(group, unit)
                .beside("python-submit-result")
                .timed(|n| {
                    let pool = rayon_pool();
                    timed(n, || assert_eq!(pool.install(|| square(3)), 9))
                }),
        )
        .candidate(
            Candidate::peer("python-submit-result", "ThreadPoolExecutor: submit, result")
                .group(group, unit),
        )
}

/// Two threads hand a number to and fro, and sleep while it is the other's turn.
fn parked(n: u64) -> std::time::Duration {
    let turn = Arc::new(AtomicU64::new(0));
    let caller = thread::current();
    let other = thread::spawn({
        let turn = Arc::clone(&turn);
        move || {
            // One that does not count, as `timed` has it.
            for round in 0..=n {
                while turn.load(Ordering::Acquire) != 2 * round + 1 {
                    thread::park();
                }
                turn.store(2 * round + 2, Ordering::Release);
                caller.unpark();
            }
        }
    });
    let mut round = 0;
    let time = timed(n, || {
        turn.store(2 * round + 1, Ordering::Release);
        other.thread().unpark();
        while turn.load(Ordering::Acquire) != 2 * round + 2 {
            thread::park();
        }
        round += 1;
    });
    other.join().expect("it ends");
    time
}

fn streams(suite: Suite) -> Suite {
    let (group, unit) = ("Many small tasks for two workers", "one task");
    let beside = |python: &str, id: &str, name: &str| {
        Candidate::ours(id, name)
            .group(group, unit)
            .items(STREAM)
            .above("plain-call")
            .beside(python)
    };
    let ours = |id: &str, name: &str| beside("python-submit", id, name);
    let peer = |id: &str, name: &str| {
        Candidate::peer(id, name)
            .group(group, unit)
            .items(STREAM)
            .above("plain-call")
    };
    suite
        .candidate(
            Candidate::floor("plain-call", "the function itself")
                .group(group, unit)
                .items(STREAM)
                .each(|| assert_eq!((0..STREAM).map(square).sum::<u64>(), sum())),
        )
        .candidate(
            ours("submit", "ThreadPool: submit all, results").timed(|n| {
                let pool = ThreadPool::new(WORKERS).expect("it starts");
                timed(n, || {
                    let handles: Vec<_> = (0..STREAM)
                        .map(|n| pool.submit(move || square(n)))
                        .collect();
                    let total: u64 = handles
                        .into_iter()
                        .map(|handle| handle.result().unwrap())
                        .sum();
                    assert_eq!(total, sum());
                })
            }),
        )
        .candidate(beside("python-map", "map", "ThreadPool: map").timed(|n| {
            let pool = ThreadPool::new(WORKERS).expect("it starts");
            timed(n, || {
                let total: u64 = pool
                    .map(0..STREAM, square)
                    .map(|result| result.unwrap())
                    .sum();
                assert_eq!(total, sum());
            })
        }))
        .candidate(
            ours("rayon-spawn", "rayon: spawn from outside the pool").timed(|n| {
                let pool = rayon_pool();
                timed(n, || {
                    let mut results = vec![0; STREAM as usize];
                    pool.in_place_scope(|scope| {
                        for (n, slot) in (0..).zip(&mut results) {
                            scope.spawn(move |_| *slot = square(n));
                        }
                    });
                    assert_eq!(results.iter().sum::<u64>(), sum());
                })
            }),
        )
        .candidate(
            ours("rayon-scope", "rayon: spawn from inside the pool").timed(|n| {
                let pool = rayon_pool();
                timed(n, || {
                    let mut results = vec![0; STREAM as usize];
                    pool.scope(|scope| {
                        for (n, slot) in (0..).zip(&mut results) {
                            scope.spawn(move |_| *slot = square(n));
                        }
                    });
                    assert_eq!(results.iter().sum::<u64>(), sum());
                })
            }),
        )
        .candidate(peer(
            "python-submit",
            "ThreadPoolExecutor: submit all, results",
        ))
        .candidate(peer("python-map", "ThreadPoolExecutor: map"))
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "submit-vs-rayon",
            "A small task through the pool costs at most twice what it costs through rayon's, from outside of both.",
            "submit",
            "rayon-spawn",
            Bound::AtMost(2.0),
        )
        .claim(
            "executor-vs-submit",
            "`ThreadPoolExecutor` takes at least ten times as long.",
            "python-submit",
            "submit",
            Bound::AtLeast(10.0),
        )
        .claim(
            "submit-vs-call",
            "It loses: a task of one multiplication costs at least a hundred times the multiplication.",
            "submit",
            "plain-call",
            Bound::AtLeast(100.0),
        )
}
