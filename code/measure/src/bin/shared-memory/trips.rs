//! Round trips: a small message there, and back, before the next is sent.

use std::io::{Read, Write};
use std::process::Stdio;
use std::time::{Duration, Instant};

use code::process::ring::{Consumer, Producer};
use measure::{Candidate, Suite, wake};

use crate::{CAPACITY, SMALL, child};

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let trip = |candidate: Candidate| candidate.group("There and back", "one round trip");
    suite
        .candidate(trip(
            Candidate::floor("futex-trip", "two threads that wake each other by futex")
                .timed(|n| wake::wake_round_trips(n, None, None)),
        ))
        .candidate(trip(
            Candidate::ours("ring-trip", "two rings")
                .above("futex-trip")
                .beside("python-connection-trip")
                .timed(ring),
        ))
        .candidate(trip(
            Candidate::ours("pipe-trip", "two pipes")
                .above("futex-trip")
                .beside("python-connection-trip")
                .timed(pipe),
        ))
        .candidate(trip(
            Candidate::peer("python-connection-trip", "multiprocessing.Pipe, send_bytes")
                .above("futex-trip"),
        ))
        .candidate(trip(
            Candidate::peer("python-queue-trip", "two multiprocessing.Queues").above("futex-trip"),
        ))
}

/// `n` on the clock, after one that waits for the child to start.
fn timed(n: u64, mut trip: impl FnMut()) -> Duration {
    trip();
    let start = Instant::now();
    (0..n).for_each(|_| trip());
    start.elapsed()
}

fn ring(n: u64) -> Duration {
    let (mut there, stdin) = Producer::create(CAPACITY).expect("a ring is made");
    let (mut back, stdout) = Consumer::create(CAPACITY).expect("a ring is made");
    let child = child::start("ring-echo", SMALL, stdin, stdout);
    let time = timed(n, || {
        there.send(&[1; SMALL]).expect("the child lives");
        let message = back.receive().expect("the child lives");
        assert_eq!(message.expect("it answers").len(), SMALL);
    });
    drop(there);
    child::finish(child);
    time
}

fn pipe(n: u64) -> Duration {
    let mut child = child::start("pipe-echo", SMALL, Stdio::piped(), Stdio::piped());
    let mut there = child.stdin.take().expect("it is a pipe");
    let mut back = child.stdout.take().expect("it is a pipe");
    let time = timed(n, || {
        there.write_all(&[1; SMALL]).expect("the child lives");
        back.read_exact(&mut [0; SMALL]).expect("it answers");
    });
    drop(there);
    child::finish(child);
    time
}
