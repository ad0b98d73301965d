//! Bytes into another process: a pipe, a Unix socket, the ring in shared memory.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use code::process::ring::Producer;
use measure::{Candidate, Place, Suite};

use crate::{PAGE, SMALL, child, floors, stream};

/// Bytes of the ring for small messages and pages, as many as a pipe has.
const RING: usize = 64 << 10;

/// Adds the streams of small messages to the suite.
pub fn small(suite: Suite) -> Suite {
    let small = |candidate: Candidate| {
        candidate.group(
            "Messages of 8 bytes to another process",
            "one message received",
        )
    };
    let ours = |id: &str, name: &str| {
        small(Candidate::ours(id, name))
            .above("pipe-alone")
            .beside("python-process-queue")
    };
    suite
        .candidate(small(
            Candidate::floor("pipe-alone", "a pipe, written and read by one thread")
                .prepared(|| floors::pipe_alone(SMALL)),
        ))
        .candidate(
            ours("pipe", "a pipe, a write each, two cores")
                .timed(|n| pipe(n, SMALL, Place::TwoCores)),
        )
        .candidate(
            ours("pipe-one", "a pipe, a write each, one core")
                .timed(|n| pipe(n, SMALL, Place::OneCore)),
        )
        .candidate(ours("pipe-buffered", "a pipe and a BufWriter").timed(buffered_pipe))
        .candidate(ours("socket", "a Unix socket, a write each").timed(|n| socket(n, SMALL)))
        .candidate(ours("ring", "the ring in shared memory").timed(|n| ring(n, SMALL, RING)))
        .candidate(small(
            Candidate::peer("python-process-queue", "multiprocessing.Queue").above("pipe-alone"),
        ))
}

/// Adds the streams of pages to the suite.
pub fn pages(suite: Suite) -> Suite {
    let page = |candidate: Candidate| {
        candidate.group(
            "Messages of 4 KiB to another process",
            "one message received",
        )
    };
    let ours = |id: &str, name: &str| {
        page(Candidate::ours(id, name))
            .above("pipe-alone-page")
            .beside("python-process-queue-page")
    };
    suite
        .candidate(page(
            Candidate::floor("memcpy-page", "memcpy of 4 KiB")
                .prepared(|| floors::copies(PAGE, PAGE)),
        ))
        .candidate(page(
            Candidate::floor("pipe-alone-page", "a pipe, written and read by one thread")
                .prepared(|| floors::pipe_alone(PAGE)),
        ))
        .candidate(ours("pipe-page", "a pipe").timed(|n| pipe(n, PAGE, Place::TwoCores)))
        .candidate(ours("socket-page", "a Unix socket").timed(|n| socket(n, PAGE)))
        .candidate(ours("ring-page", "the ring in shared memory").timed(|n| ring(n, PAGE, RING)))
        .candidate(page(
            Candidate::peer("python-process-queue-page", "multiprocessing.Queue")
                .above("pipe-alone-page"),
        ))
}

/// Has `send` send one message, for which the child has to have started, and then `n` on the clock.
fn timed(n: u64, place: Place, child: &mut Child, mut send: impl FnMut(u64) + Send) -> Duration {
    let mut stdout = child.stdout.take().expect("it is a pipe");
    stream::near(place, move || {
        let mut batch = |n| {
            send(n);
            stdout.read_exact(&mut [0]).expect("it confirms");
        };
        batch(1);
        let start = Instant::now();
        batch(n);
        start.elapsed()
    })
}

/// The count, and then as many messages, a write each.
fn send(to: &mut impl Write, message: &[u8], n: u64) {
    to.write_all(&n.to_ne_bytes()).expect("the child lives");
    for _ in 0..n {
        to.write_all(message).expect("the child lives");
    }
}

fn piped(size: usize, place: Place) -> (Child, File) {
    let mut child = child::start("bytes-stream", size, place, Stdio::piped(), Stdio::piped());
    let stdin = child.stdin.take().expect("it is a pipe");
    (child, File::from(OwnedFd::from(stdin)))
}

/// A pipe, a write for each message.
pub fn pipe(n: u64, size: usize, place: Place) -> Duration {
    let (mut child, mut stdin) = piped(size, place);
    let message = vec![1; size];
    let time = timed(n, place, &mut child, move |n| send(&mut stdin, &message, n));
    child::finish(child);
    time
}

fn buffered_pipe(n: u64) -> Duration {
    let place = Place::TwoCores;
    let (mut child, stdin) = piped(SMALL, place);
    let mut stdin = BufWriter::new(stdin);
    let time = timed(n, place, &mut child, move |n| {
        send(&mut stdin, &[1; SMALL], n);
        stdin.flush().expect("the child lives");
    });
    child::finish(child);
    time
}

/// A Unix stream socket, a write for each message.
pub fn socket(n: u64, size: usize) -> Duration {
    let place = Place::TwoCores;
    let (mut ours, theirs) = UnixStream::pair().expect("sockets are made");
    let theirs = OwnedFd::from(theirs);
    let mut child = child::start("bytes-stream", size, place, theirs, Stdio::piped());
    let message = vec![1; size];
    let time = timed(n, place, &mut child, move |n| send(&mut ours, &message, n));
    child::finish(child);
    time
}

/// Our ring in shared memory.
pub fn ring(n: u64, size: usize, capacity: usize) -> Duration {
    let place = Place::TwoCores;
    let (mut ring, stdin) = Producer::create(capacity).expect("a ring is made");
    let mut child = child::start("ring-stream", size, place, stdin, Stdio::piped());
    let message = vec![1; size];
    let time = timed(n, place, &mut child, move |n| {
        ring.send(&n.to_ne_bytes()).expect("the child lives");
        for _ in 0..n {
            ring.send(&message).expect("the child lives");
        }
    });
    child::finish(child);
    time
}
