//! Streams of numbers through a channel of limited room.

use std::collections::VecDeque;
use std::hint::black_box;
use std::sync::{Barrier, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use code::sync::channel;
use measure::{Bound, Candidate, Suite};

/// Messages of one stream.
const STREAM: u64 = 40_000;
const ROOM: usize = 256;

pub fn candidates(suite: Suite) -> Suite {
    four_to_four(one_to_one(suite))
}

fn one_to_one(suite: Suite) -> Suite {
    let (group, unit) = ("From one thread to another, room for 256", "one message");
    let ours = |id: &str, name: &str| {
        Candidate::ours(id, name)
            .group(group, unit)
            .items(STREAM)
            .above("vec-deque")
            .beside("python-queue")
    };
    suite
        .candidate(
            Candidate::floor("vec-deque", "a VecDeque, push and pop, one thread")
                .group(group, unit)
                .items(STREAM)
                .prepared(|| {
                    let mut queue = VecDeque::with_capacity(ROOM);
                    move |n| {
                        for message in 0..n * STREAM {
                            black_box(&mut queue).push_back(message);
                            assert_eq!(black_box(&mut queue).pop_front(), Some(message));
                        }
                    }
                }),
        )
        .candidate(ours("channel", "bounded of this book").timed(|n| {
            let (sender, receiver) = channel::bounded(ROOM);
            stream(
                n,
                [move |message| sender.send(message).expect("it is received")],
                [move || receiver.recv().ok()],
            )
        }))
        .candidate(ours("crossbeam", "crossbeam_channel::bounded").timed(|n| {
            let (sender, receiver) = crossbeam_channel::bounded(ROOM);
            stream(
                n,
                [move |message| sender.send(message).expect("it is received")],
                [move || receiver.recv().ok()],
            )
        }))
        .candidate(
            ours("sync-channel", "std::sync::mpsc::sync_channel").timed(|n| {
                let (sender, receiver) = mpsc::sync_channel(ROOM);
                stream(
                    n,
                    [move |message| sender.send(message).expect("it is received")],
                    [move || receiver.recv().ok()],
                )
            }),
        )
        .candidate(
            Candidate::peer("python-queue", "queue.Queue(256)")
                .group(group, unit)
                .items(STREAM)
                .above("vec-deque"),
        )
}

fn four_to_four(suite: Suite) -> Suite {
    let (group, unit) = ("From four threads to four, room for 256", "one message");
    let ours = |id: &str, name: &str| {
        Candidate::ours(id, name)
            .group(group, unit)
            .items(STREAM)
            .beside("python-queue-four")
    };
    suite
        .candidate(ours("channel-four", "bounded of this book").timed(|n| {
            let (sender, receiver) = channel::bounded(ROOM);
            stream(
                n,
                four(sender)
                    .map(|sender| move |message| sender.send(message).expect("it is received")),
                four(receiver).map(|receiver| move || receiver.recv().ok()),
            )
        }))
        .candidate(
            ours("crossbeam-four", "crossbeam_channel::bounded").timed(|n| {
                let (sender, receiver) = crossbeam_channel::bounded(ROOM);
                let senders = [(); 4].map(|()| {
                    let sender = sender.clone();
                    move |message| sender.send(message).expect("it is received")
                });
                let receivers = [(); 4].map(|()| {
                    let receiver = receiver.clone();
                    move || receiver.recv().ok()
                });
                drop((sender, receiver));
                stream(n, senders, receivers)
            }),
        )
        .candidate(
            Candidate::peer("python-queue-four", "queue.Queue(256)")
                .group(group, unit)
                .items(STREAM),
        )
}

/// An end of a channel for each of four threads, and none besides.
fn four<End: Clone>(end: End) -> [End; 4] {
    [end.clone(), end.clone(), end.clone(), end]
}

/// Sends `n` streams, shared out evenly, and takes them until the channel says that it is over. The threads are
/// started off the clock.
fn stream<const ENDS: usize>(
    n: u64,
    senders: [impl FnMut(u64) + Send; ENDS],
    receivers: [impl FnMut() -> Option<u64> + Send; ENDS],
) -> Duration {
    let ready = Barrier::new(2 * ENDS + 1);
    let share = n * STREAM / ENDS as u64;
    thread::scope(|scope| {
        let ready = &ready;
        for mut send in senders {
            scope.spawn(move || {
                ready.wait();
                (0..share).for_each(&mut send);
            });
        }
        let receivers = receivers.map(|mut receive| {
            scope.spawn(move || {
                ready.wait();
                std::iter::from_fn(&mut receive)
                    .fold((0, 0), |(count, sum), message| (count + 1, sum + message))
            })
        });
        ready.wait();
        let start = Instant::now();
        let received = receivers.map(|receiver| receiver.join().expect("it receives"));
        let time = start.elapsed();
        let (count, sum) = received
            .into_iter()
            .fold((0, 0), |(count, sum), one| (count + one.0, sum + one.1));
        let ends = ENDS as u64;
        assert_eq!(
            (count, sum),
            (ends * share, ends * (share * (share - 1) / 2))
        );
        time
    })
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "channel-vs-crossbeam",
            "From one thread to another, a message through the channel costs at most twice what it costs through crossbeam's.",
            "channel",
            "crossbeam",
            Bound::AtMost(2.0),
        )
        .claim(
            "channel-vs-crossbeam-four",
            "From four threads to four, a message through the channel costs at most twice what it costs through crossbeam's.",
            "channel-four",
            "crossbeam-four",
            Bound::AtMost(2.0),
        )
        .claim(
            "queue-vs-channel",
            "`queue.Queue` takes at least ten times as long as the channel.",
            "python-queue",
            "channel",
            Bound::AtLeast(10.0),
        )
}
