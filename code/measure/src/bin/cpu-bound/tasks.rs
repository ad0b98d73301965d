//! The list in tasks: on one thread, on two workers, on the threads for blocking calls, and handed to rayon.

use measure::{Candidate, Suite};
use rayon::prelude::*;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use crate::pools::{GRAIN, pieces};
use crate::spelling::{FOUND, WORDS, spelling};
use crate::threads::ours;

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    suite
        .candidate(
            ours("tasks-one", "tokio, one thread, 16 words a task")
                .beside("python-threads")
                .prepared(|| {
                    let runtime = one_thread();
                    move |n| (0..n).for_each(|_| runtime.block_on(in_tasks(GRAIN)))
                }),
        )
        .candidate(on_two_workers(
            ours("tasks-two", "tokio, two workers, 16 words a task").beside("python-threads"),
            GRAIN,
        ))
        .candidate(
            ours("blocking", "tokio, spawn_blocking, 16 words each")
                .beside("python-threads")
                .prepared(|| {
                    let runtime = one_thread();
                    move |n| (0..n).for_each(|_| runtime.block_on(on_blocking_threads()))
                }),
        )
        .candidate(
            ours("oneshot", "tokio, rayon and a oneshot")
                .beside("python-processes-2")
                .prepared(|| {
                    let runtime = one_thread();
                    move |n| (0..n).for_each(|_| runtime.block_on(by_rayon()))
                }),
        )
}

fn one_thread() -> Runtime {
    let runtime = Builder::new_current_thread().build();
    runtime.expect("a runtime starts")
}

/// Tasks of so many words, started by one that runs on a worker itself.
pub fn on_two_workers(candidate: Candidate, grain: usize) -> Candidate {
    candidate.prepared(move || {
        let runtime = Builder::new_multi_thread().worker_threads(2).build();
        let runtime = runtime.expect("a runtime starts");
        move |n| {
            for _ in 0..n {
                let all = runtime.spawn(in_tasks(grain));
                runtime.block_on(all).expect("no task panics");
            }
        }
    })
}

async fn in_tasks(grain: usize) {
    let tasks: Vec<_> = pieces(WORDS, grain)
        .map(|places| tokio::spawn(async { spelling().check_all(places) }))
        .collect();
    let mut found = 0;
    for task in tasks {
        found += task.await.expect("no task panics");
    }
    assert_eq!(found, FOUND);
}

async fn on_blocking_threads() {
    let calls: Vec<_> = pieces(WORDS, GRAIN)
        .map(|places| tokio::task::spawn_blocking(|| spelling().check_all(places)))
        .collect();
    let mut found = 0;
    for call in calls {
        found += call.await.expect("no call panics");
    }
    assert_eq!(found, FOUND);
}

async fn by_rayon() {
    let (answer, found) = oneshot::channel();
    rayon::spawn(|| {
        let places = (0..WORDS).into_par_iter();
        let sum: u64 = places.map(|place| spelling().check(place)).sum();
        answer.send(sum).expect("it is waited for");
    });
    assert_eq!(found.await, Ok(FOUND));
}
