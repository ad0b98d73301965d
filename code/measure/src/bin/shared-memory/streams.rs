//! Streams: message after message in one direction, large ones and small ones.

use std::fs::File;
use std::hint::{self, black_box};
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{
    AtomicU64, AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};
use std::thread;
use std::time::{Duration, Instant};

use code::process::ring::Producer;
use core_affinity::CoreId;
use measure::{Candidate, Suite, wake};
use nix::fcntl::{FcntlArg, fcntl};

use crate::{CAPACITY, LARGE, SMALL, child};

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let large = |candidate: Candidate| {
        candidate.group("A stream of messages of 64 KiB", "one message received")
    };
    let small = |candidate: Candidate| {
        candidate.group("A stream of messages of 8 bytes", "one message received")
    };
    suite
        .candidate(large(
            Candidate::floor("memcpy", "memcpy of 64 KiB, one core").prepared(|| {
                // Into memory as large as the ring: the target of a copy is not in the nearest cache.
                let message = vec![1u8; LARGE];
                let mut memory = vec![0u8; CAPACITY];
                move |n| {
                    for place in (0..CAPACITY / LARGE).cycle().take(n as usize) {
                        let target = &mut memory[place * LARGE..][..LARGE];
                        target.copy_from_slice(black_box(&message));
                        black_box(target);
                    }
                }
            }),
        ))
        .candidate(large(
            Candidate::floor("memcpy-across", "memcpy in on one core, out on another")
                .timed(across),
        ))
        .candidate(large(
            Candidate::ours("ring-large", "the ring, 1 MiB")
                .above("memcpy-across")
                .beside("python-connection-large")
                .timed(|n| ring(n, LARGE)),
        ))
        .candidate(large(
            Candidate::ours("pipe-large", "a pipe, 64 KiB as it is made")
                .above("memcpy-across")
                .beside("python-connection-large")
                .timed(|n| pipe(n, LARGE, None)),
        ))
        .candidate(large(
            Candidate::ours("pipe-large-wide", "a pipe made 1 MiB wide")
                .above("memcpy-across")
                .beside("python-connection-large")
                .timed(|n| pipe(n, LARGE, Some(CAPACITY))),
        ))
        .candidate(large(
            Candidate::peer(
                "python-connection-large",
                "multiprocessing.Pipe, send_bytes",
            )
            .above("memcpy-across"),
        ))
        .candidate(large(
            Candidate::peer("python-queue-large", "multiprocessing.Queue").above("memcpy-across"),
        ))
        .candidate(small(
            Candidate::floor("across-small", "one word in, another core takes it out")
                .timed(across_small),
        ))
        .candidate(small(
            Candidate::ours("ring-small", "the ring, 1 MiB")
                .above("across-small")
                .beside("python-queue-small")
                .timed(|n| ring(n, SMALL)),
        ))
        .candidate(small(
            Candidate::ours("pipe-small", "a pipe, one write each, read in bulk")
                .above("across-small")
                .beside("python-queue-small")
                .timed(|n| pipe(n, SMALL, None)),
        ))
        .candidate(small(
            Candidate::peer(
                "python-connection-small",
                "multiprocessing.Pipe, send_bytes",
            )
            .above("across-small"),
        ))
        .candidate(small(
            Candidate::peer("python-queue-small", "multiprocessing.Queue").above("across-small"),
        ))
}

/// Has `send` send one message, for which the child has to have started, and then `n` on the clock.
fn timed(n: u64, stdout: &mut impl Read, mut send: impl FnMut(u64)) -> Duration {
    let mut batch = |n| {
        send(n);
        stdout.read_exact(&mut [0]).expect("it confirms");
    };
    batch(1);
    let start = Instant::now();
    batch(n);
    start.elapsed()
}

fn ring(n: u64, size: usize) -> Duration {
    let (mut ring, stdin) = Producer::create(CAPACITY).expect("a ring is made");
    let mut child = child::start("ring-stream", size, stdin, Stdio::piped());
    let mut stdout = child.stdout.take().expect("it is a pipe");
    let message = vec![1; size];
    let time = timed(n, &mut stdout, |n| {
        ring.send(&n.to_ne_bytes()).expect("the child lives");
        for _ in 0..n {
            ring.send(&message).expect("the child lives");
        }
    });
    drop(ring);
    child::finish(child);
    time
}

fn pipe(n: u64, size: usize, capacity: Option<usize>) -> Duration {
    let mut child = child::start("pipe-stream", size, Stdio::piped(), Stdio::piped());
    let stdin = child.stdin.take().expect("it is a pipe");
    if let Some(capacity) = capacity {
        fcntl(&stdin, FcntlArg::F_SETPIPE_SZ(capacity as i32))
            .expect("a pipe of that size is allowed");
    }
    let mut stdin = File::from(OwnedFd::from(stdin));
    let mut stdout = child.stdout.take().expect("it is a pipe");
    let message = vec![1; size];
    let time = timed(n, &mut stdout, |n| {
        stdin.write_all(&n.to_ne_bytes()).expect("the child lives");
        for _ in 0..n {
            stdin.write_all(&message).expect("the child lives");
        }
    });
    drop(stdin);
    child::finish(child);
    time
}

/// Alone on its cache line, and on the one that hardware fetches with it.
#[repr(align(128))]
struct Count(AtomicUsize);

fn two_cores() -> (CoreId, CoreId) {
    match wake::cores() {
        (Some(near), Some(far)) => (near, far),
        _ => panic!("this process has one core"),
    }
}

/// What a ring of this size has to reach: one core copies into the memory while another copies out. Both are pinned and spin,
/// and nothing is checked but whose turn it is.
fn across(n: u64) -> Duration {
    let (near, far) = two_cores();
    let places = CAPACITY / LARGE;
    let memory: Vec<Mutex<Vec<u8>>> = (0..places).map(|_| vec![0; LARGE].into()).collect();
    let (written, read) = (Count(0.into()), Count(0.into()));
    let reach = |count: &Count, enough: usize| {
        while count.0.load(Acquire) < enough {
            hint::spin_loop();
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| {
            core_affinity::set_for_current(far);
            let mut message = vec![0; LARGE];
            for at in 0..n as usize {
                reach(&written, at + 1);
                let place = memory[at % places].lock().expect("no panic");
                message.copy_from_slice(black_box(&place));
                black_box(&mut message);
                drop(place);
                read.0.store(at + 1, Release);
            }
        });
        let sender = scope.spawn(|| {
            core_affinity::set_for_current(near);
            let message = vec![1u8; LARGE];
            let start = Instant::now();
            for at in 0..n as usize {
                reach(&read, (at + 1).saturating_sub(places));
                let mut place = memory[at % places].lock().expect("no panic");
                place.copy_from_slice(black_box(&message));
                drop(place);
                written.0.store(at + 1, Release);
            }
            reach(&read, n as usize);
            start.elapsed()
        });
        sender.join().expect("it does not panic")
    })
}

/// The same for words: each is stored into the memory, and taken out when the other core sees that it is there.
fn across_small(n: u64) -> Duration {
    let (near, far) = two_cores();
    let places = CAPACITY / 16; // a message of 8 bytes takes as much in the ring, with its length
    let memory: Vec<AtomicU64> = (0..places).map(|_| AtomicU64::new(0)).collect();
    let (written, read) = (Count(0.into()), Count(0.into()));
    let n = n as usize;
    thread::scope(|scope| {
        scope.spawn(|| {
            core_affinity::set_for_current(far);
            let (mut at, mut sum) = (0, 0);
            while at < n {
                let end = written.0.load(Acquire);
                for place in at..end {
                    sum += memory[place % places].load(Relaxed);
                }
                at = end;
                read.0.store(at, Release);
            }
            assert_eq!(sum, n as u64);
        });
        let sender = scope.spawn(|| {
            core_affinity::set_for_current(near);
            let start = Instant::now();
            let mut taken = 0;
            for at in 0..n {
                while at - taken == places {
                    taken = read.0.load(Acquire);
                    hint::spin_loop();
                }
                memory[at % places].store(1, Relaxed);
                written.0.store(at + 1, Release);
            }
            while read.0.load(Acquire) < n {
                hint::spin_loop();
            }
            start.elapsed()
        });
        sender.join().expect("it does not panic")
    })
}
