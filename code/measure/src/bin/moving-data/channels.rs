//! Small messages from thread to thread, and from task to task.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use measure::{Candidate, Place, Suite};
use tokio::runtime::{Builder, Runtime};

use crate::{ROOM, floors, stream};

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let small = |candidate: Candidate| {
        candidate.group("A stream of messages of 8 bytes", "one message received")
    };
    let ours = |id: &str, name: &str| {
        small(Candidate::ours(id, name))
            .above("across")
            .beside("python-queue")
    };
    suite
        .candidate(small(
            Candidate::floor("across", "one word in, another core takes it out")
                .timed(floors::across),
        ))
        .candidate(
            ours("std", "std: sync_channel, two cores").timed(|n| standard(n, Place::TwoCores)),
        )
        .candidate(
            ours("std-one", "std: sync_channel, one core").timed(|n| standard(n, Place::OneCore)),
        )
        .candidate(ours("crossbeam", "crossbeam_channel::bounded").timed(crossbeam))
        .candidate(ours("channel", "bounded of this book").timed(channel))
        .candidate(ours("tokio", "tokio: mpsc, two workers").timed(|n| tokio(n, &two_workers())))
        .candidate(ours("tokio-one", "tokio: mpsc, one thread").timed(|n| tokio(n, &one_thread())))
        .candidate(small(
            Candidate::peer("python-queue", "queue.Queue").above("across"),
        ))
}

/// The sum of what `produce` sends, which is 1 to n.
fn check(n: u64, sum: u64) {
    assert_eq!(sum, n * (n + 1) / 2);
}

fn standard(n: u64, place: Place) -> Duration {
    let (sender, receiver) = mpsc::sync_channel(ROOM);
    stream::between(
        place,
        move || (1..=n).for_each(|value| sender.send(value).expect("it is received")),
        move || check(n, receiver.iter().sum()),
    )
}

fn crossbeam(n: u64) -> Duration {
    let (sender, receiver) = crossbeam_channel::bounded(ROOM);
    stream::between(
        Place::TwoCores,
        move || (1..=n).for_each(|value| sender.send(value).expect("it is received")),
        move || check(n, receiver.iter().sum()),
    )
}

fn channel(n: u64) -> Duration {
    let (sender, receiver) = code::sync::channel::bounded(ROOM);
    stream::between(
        Place::TwoCores,
        move || (1..=n).for_each(|value| sender.send(value).expect("it is received")),
        move || check(n, receiver.iter().sum()),
    )
}

fn two_workers() -> Runtime {
    stream::check(Place::TwoCores);
    let started = AtomicUsize::new(0);
    Builder::new_multi_thread()
        .worker_threads(2)
        .on_thread_start(move || match started.fetch_add(1, Relaxed) {
            0 => Place::TwoCores.near(),
            1 => Place::TwoCores.far(),
            _ => {}
        })
        .build()
        .expect("a runtime starts")
}

fn one_thread() -> Runtime {
    Builder::new_current_thread()
        .build()
        .expect("a runtime starts")
}

fn tokio(n: u64, runtime: &Runtime) -> Duration {
    let (sender, mut receiver) = tokio::sync::mpsc::channel(ROOM);
    let consumer = runtime.spawn(async move {
        let mut sum = 0;
        while let Some(value) = receiver.recv().await {
            sum += value;
        }
        check(n, sum);
        Instant::now()
    });
    let producer = runtime.spawn(async move {
        let start = Instant::now();
        for value in 1..=n {
            sender.send(value).await.expect("it is received");
        }
        start
    });
    runtime.block_on(async {
        let start = producer.await.expect("the producer does not panic");
        let end = consumer.await.expect("the consumer does not panic");
        end.saturating_duration_since(start)
    })
}
