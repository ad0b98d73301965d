//! A small message there, and back, before the next is sent: through four mechanisms, on one core, on two, on two that are kept
//! awake, and wherever the kernel likes.

use std::fs::File;
use std::hint;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use code::process::ring::{Consumer, Producer};
use measure::{Candidate, Place, Suite, wake};

use crate::{SMALL, child, stream};

/// So long the far side waits, and its core is idle, before a message for the row that says so.
const IDLE: Duration = Duration::from_millis(1);

/// Bytes of the ring.
const RING: usize = 64 << 10;

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let suite = suite
        .candidate(trip(
            Candidate::floor("wake-one", "unpark, park: one core")
                .timed(|n| wake::wake_round_trips(n, wake::cores().0, wake::cores().0)),
        ))
        .candidate(trip(
            Candidate::floor("wake-two", "unpark, park: two cores")
                .timed(|n| wake::wake_round_trips(n, wake::cores().0, wake::cores().1)),
        ));
    let suite = everywhere(
        suite,
        "channel",
        "two channels",
        "python-queue-trip",
        channel,
    );
    let suite = suite.candidate(
        trip(Candidate::ours(
            "channel-trip-idle",
            "two channels, two cores, idle 1 ms",
        ))
        .above("wake-two")
        .beside("python-queue-trip")
        .timed(|n| channel_with(n, Place::TwoCores, IDLE)),
    );
    let suite = everywhere(suite, "pipe", "two pipes", "python-connection-trip", pipe);
    let suite = everywhere(
        suite,
        "socket",
        "a Unix socket",
        "python-connection-trip",
        socket,
    );
    let suite = everywhere(suite, "ring", "two rings", "python-connection-trip", ring);
    suite
        .candidate(trip(
            Candidate::peer("python-queue-trip", "two queue.Queues, two cores").above("wake-two"),
        ))
        .candidate(trip(
            Candidate::peer("python-connection-trip", "multiprocessing.Pipe, two cores")
                .above("wake-two"),
        ))
}

fn trip(candidate: Candidate) -> Candidate {
    candidate.group("There and back", "one round trip")
}

fn everywhere(
    suite: Suite,
    id: &str,
    name: &str,
    peer: &str,
    run: fn(u64, Place) -> Duration,
) -> Suite {
    let row = |of: &str, at: &str, floor: &str, place: Place| {
        trip(Candidate::ours(
            &format!("{id}-trip-{of}"),
            &format!("{name}, {at}"),
        ))
        .above(floor)
        .beside(peer)
        .timed(move |n| run(n, place))
    };
    suite
        .candidate(row("one", "one core", "wake-one", Place::OneCore))
        .candidate(row("two", "two cores", "wake-two", Place::TwoCores))
        .candidate(row("awake", "two cores, awake", "wake-two", Place::TwoCores).awake())
        .candidate(row("anywhere", "anywhere", "wake-two", Place::Anywhere))
}

/// `n` on the clock, after one that waits for the other side to start.
fn timed(n: u64, mut trip: impl FnMut()) -> Duration {
    trip();
    let start = Instant::now();
    (0..n).for_each(|_| trip());
    start.elapsed()
}

fn channel(n: u64, place: Place) -> Duration {
    channel_with(n, place, Duration::ZERO)
}

/// The near side spins for so long before each message. That time does not count.
fn channel_with(n: u64, place: Place, idle: Duration) -> Duration {
    let (there, arrived) = mpsc::sync_channel::<u64>(1);
    let (answer, back) = mpsc::sync_channel(1);
    thread::scope(|scope| {
        scope.spawn(move || {
            place.far();
            for message in arrived {
                answer.send(message).expect("it is waited for");
            }
        });
        let trip = move || {
            there.send(1).expect("it is received");
            assert_eq!(back.recv(), Ok(1));
        };
        let near = move || {
            place.near();
            if idle.is_zero() {
                return timed(n, trip);
            }
            trip();
            let one = |_| {
                let waiting = Instant::now();
                while waiting.elapsed() < idle {
                    hint::spin_loop();
                }
                timed_once(&trip)
            };
            (0..n).map(one).sum()
        };
        scope.spawn(near).join().expect("it does not panic")
    })
}

fn timed_once(trip: &impl Fn()) -> Duration {
    let start = Instant::now();
    trip();
    start.elapsed()
}

/// Round trips of bytes with a child that sends them back.
fn bytes(
    n: u64,
    place: Place,
    child: Child,
    mut there: impl Write + Send,
    mut back: impl Read + Send,
) -> Duration {
    let time = stream::near(place, move || {
        timed(n, || {
            let mut message = [0; SMALL];
            there.write_all(&[1; SMALL]).expect("the child lives");
            back.read_exact(&mut message).expect("it answers");
            assert_eq!(message, [1; SMALL]);
        })
    });
    child::finish(child);
    time
}

fn pipe(n: u64, place: Place) -> Duration {
    let mut child = child::start("bytes-echo", SMALL, place, Stdio::piped(), Stdio::piped());
    let there = child.stdin.take().expect("it is a pipe");
    let back = child.stdout.take().expect("it is a pipe");
    bytes(n, place, child, there, back)
}

fn socket(n: u64, place: Place) -> Duration {
    let (ours, theirs) = UnixStream::pair().expect("sockets are made");
    let theirs = OwnedFd::from(theirs);
    let again = theirs.try_clone().expect("a second descriptor");
    let child = child::start("bytes-echo", SMALL, place, theirs, again);
    let ours = File::from(OwnedFd::from(ours));
    let back = ours.try_clone().expect("a second descriptor");
    bytes(n, place, child, ours, back)
}

fn ring(n: u64, place: Place) -> Duration {
    let (mut there, stdin) = Producer::create(RING).expect("a ring is made");
    let (mut back, stdout) = Consumer::create(RING).expect("a ring is made");
    let child = child::start("ring-echo", SMALL, place, stdin, stdout);
    let time = stream::near(place, move || {
        timed(n, || {
            there.send(&[1; SMALL]).expect("the child lives");
            let message = back.receive().expect("the child lives");
            assert_eq!(message.expect("it answers"), [1; SMALL]);
        })
    });
    child::finish(child);
    time
}
