//! A message from one thread to another: std's channel and Python's queue at every place, and what tokio does with two tasks.

use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use measure::{Candidate, Place, Suite};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;

use crate::places::{PLACES, check, round_trips};

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let message = |candidate: Candidate| {
        candidate
            .group("A message to another thread", "one hand-off")
            .items(2)
    };
    let suite = PLACES[..4].iter().fold(suite, |suite, at| {
        let id = format!("channel-{}", at.id);
        let candidate = Candidate::ours(&id, &format!("std's channel, {}", at.name))
            .beside(&format!("python-queue-{}", at.id))
            .timed(|n| channel(at.place, n));
        suite.candidate(message(at.set(candidate)))
    });
    let suite = PLACES[..2].iter().fold(suite, |suite, at| {
        let id = format!("crossbeam-{}", at.id);
        let candidate = Candidate::ours(&id, &format!("crossbeam's channel, {}", at.name))
            .beside(&format!("python-queue-{}", at.id))
            .timed(|n| crossbeam(at.place, n));
        suite.candidate(message(at.set(candidate)))
    });
    let suite = PLACES[..4].iter().fold(suite, |suite, at| {
        let id = format!("python-queue-{}", at.id);
        let candidate = Candidate::peer(&id, &format!("queue.Queue, {}", at.name));
        suite.candidate(message(at.set(candidate)))
    });
    suite
        .candidate(message(
            Candidate::ours("tokio-two-workers", "tokio: two tasks, two workers")
                .above("futex-anywhere")
                .prepared(|| {
                    let runtime = Builder::new_multi_thread()
                        .worker_threads(2)
                        .build()
                        .expect("it starts");
                    move |n| runtime.block_on(two_tasks(n))
                }),
        ))
        .candidate(message(
            Candidate::ours("tokio-two-runtimes", "tokio: two runtimes, two cores")
                .above("futex-two-cores")
                .timed(two_runtimes),
        ))
}

fn crossbeam(place: Place, n: u64) -> Duration {
    let (there, arrived) = crossbeam_channel::unbounded();
    let (back, returned) = crossbeam_channel::unbounded();
    let mut sent = 0u64;
    let near = move || {
        sent += 1;
        there.send(sent).expect("it is received");
        assert_eq!(returned.recv(), Ok(sent));
    };
    let far = move || {
        let message = arrived.recv().expect("it is sent");
        back.send(message).expect("it is received");
    };
    round_trips(place, n, near, far)
}

fn channel(place: Place, n: u64) -> Duration {
    let (there, arrived) = mpsc::channel();
    let (back, returned) = mpsc::channel();
    let mut sent = 0u64;
    let near = move || {
        sent += 1;
        there.send(sent).expect("it is received");
        assert_eq!(returned.recv(), Ok(sent));
    };
    let far = move || {
        let message = arrived.recv().expect("it is sent");
        back.send(message).expect("it is received");
    };
    round_trips(place, n, near, far)
}

/// Wakes `other` and waits to be woken, `n` times; or the other way round.
async fn take_turns(n: u64, begin: bool, mine: Arc<Notify>, other: Arc<Notify>) {
    for _ in 0..n {
        if begin {
            other.notify_one();
        }
        mine.notified().await;
        if !begin {
            other.notify_one();
        }
    }
}

async fn two_tasks(n: u64) {
    let (a, b) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let far = tokio::spawn(take_turns(n, false, Arc::clone(&b), Arc::clone(&a)));
    let near = tokio::spawn(take_turns(n, true, a, b));
    near.await.expect("it does not panic");
    far.await.expect("it does not panic");
}

fn two_runtimes(n: u64) -> Duration {
    check(Place::TwoCores);
    let (a, b) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (mine, other) = (Arc::clone(&b), Arc::clone(&a));
    let runtime = || -> Runtime { Builder::new_current_thread().build().expect("it starts") };
    let (near_runtime, far_runtime) = (runtime(), runtime());
    let near = move || {
        near_runtime.block_on(take_turns(1, true, Arc::clone(&a), Arc::clone(&b)));
    };
    let far = move || {
        far_runtime.block_on(take_turns(1, false, Arc::clone(&mine), Arc::clone(&other)));
    };
    round_trips(Place::TwoCores, n, near, far)
}
