use std::cell::RefCell;
use std::env;
use std::fs;
use std::io::Read;
use std::os::fd::AsFd;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::thread;

use nix::sys::signal::Signal;
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// Long enough for any wake-up on any machine. Who waits for so long was not woken.
const LONG: Duration = Duration::from_secs(30);

fn ends(capacity: usize) -> (Producer, Consumer) {
    let (producer, other) = Producer::create(capacity).unwrap();
    (producer, Consumer::from_fd(other).unwrap())
}

/// A message that says which it is: its length and its bytes follow from its number.
fn message(number: u64, longest: u64) -> Vec<u8> {
    let length = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) % (longest + 1);
    (0..length).map(|at| (number * 31 + at) as u8).collect()
}

/// This program again, as one of the children below.
fn child(role: &str, stdin: impl Into<Stdio>) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["process::ring::tests::is_a_child", "--exact", "--nocapture"])
        .env("RING_CHILD", role)
        .stdin(stdin)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What the other process does. Without its variable it is no test and passes.
#[test]
fn is_a_child() {
    let stdin = || std::io::stdin().as_fd().try_clone_to_owned().unwrap();
    match env::var("RING_CHILD").unwrap_or_default().as_str() {
        "send" => {
            let mut ring = Producer::from_fd(stdin()).unwrap();
            for number in 0..5_000 {
                ring.send(&message(number, 3_000)).unwrap();
            }
        }
        "send for ever" => {
            let mut ring = Producer::from_fd(stdin()).unwrap();
            for number in 0.. {
                ring.send(&message(number, 3_000)).unwrap();
            }
        }
        "send one" => {
            let mut ring = Producer::from_fd(stdin()).unwrap();
            ring.send(b"one").unwrap();
            // Until it is killed: its own end of the ring stays open.
            let _ = ring.0.socket.sleep(None);
        }
        "receive" => {
            let mut ring = Consumer::from_fd(stdin()).unwrap();
            for number in 0.. {
                match ring.receive().unwrap() {
                    Some(bytes) => assert_eq!(bytes, message(number, 3_000)),
                    None => return assert_eq!(number, 5_000),
                }
            }
        }
        "receive one" => {
            let mut ring = Consumer::from_fd(stdin()).unwrap();
            assert_eq!(ring.receive().unwrap(), Some(b"one".as_slice()));
            let _ = ring.end.socket.sleep(None);
        }
        "count descriptors" => count_descriptors(),
        _ => {}
    }
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(Signal::SIGKILL as i32));
}

#[test]
fn messages_go_from_thread_to_thread() {
    for capacity in [64, 1 << 10, 1 << 16] {
        let (mut producer, mut consumer) = ends(capacity);
        let longest = producer.limit() as u64;
        let sender = thread::spawn(move || {
            for number in 0..20_000 {
                producer
                    .send_timeout(&message(number, longest.min(500)), LONG)
                    .unwrap();
            }
            producer.send(&message(7, longest)).unwrap();
        });
        for number in 0..20_000 {
            let received = consumer.receive_timeout(LONG).unwrap();
            assert_eq!(received, Some(message(number, longest.min(500)).as_slice()));
        }
        let received = consumer.receive_timeout(LONG).unwrap();
        assert_eq!(received, Some(message(7, longest).as_slice()));
        assert_eq!(consumer.receive_timeout(LONG).unwrap(), None);
        sender.join().unwrap();
    }
}

thread_local! {
    /// What happens once on this thread between its first look and its word that it waits.
    static BEFORE_IT_SAYS_SO: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// Called there.
pub(super) fn before_it_says_so() {
    if let Some(happens) = BEFORE_IT_SAYS_SO.take() {
        happens();
    }
}

/// The peer moves at the worst moment, and wakes nobody, since nobody has said that it waits. The second look sees it.
#[test]
fn the_second_look_sees_what_the_first_did_not() {
    let (mut producer, mut consumer) = ends(64);
    BEFORE_IT_SAYS_SO.set(Some(Box::new(move || {
        producer.send(b"now").unwrap();
        std::mem::forget(producer);
    })));
    let received = consumer.receive_timeout(LONG).unwrap();
    assert_eq!(received, Some(b"now".as_slice()));
}

/// The producer sends when the consumer is about to sleep, a little earlier or later each time. Without the fences an optimised
/// build on two cores (`cargo test --release`) misses a wake-up in some runs: each side looks before its own store has left its
/// core. Nothing else wakes the sleeper then, and the next message is not sent.
#[test]
fn one_of_two_that_cross_sees_the_other() {
    let (mut producer, mut consumer) = ends(64);
    let count = &AtomicU64::new(0);
    thread::scope(|scope| {
        scope.spawn(move || {
            while consumer.receive_timeout(LONG).unwrap().is_some() {
                count.fetch_add(1, Release);
            }
        });
        for number in 1..=20_000 {
            producer.send_timeout(&[1], LONG).unwrap();
            // It has the message and looks for the next.
            let (sent, mut looks) = (Instant::now(), 0);
            while count.load(Acquire) < number {
                looks += 1;
                if looks > 5_000 {
                    assert!(sent.elapsed() < LONG, "a wake-up was missed");
                    thread::yield_now();
                }
                std::hint::spin_loop();
            }
            (0..number % 64).for_each(|_| std::hint::spin_loop());
        }
        drop(producer);
    });
    assert_eq!(count.load(Acquire), 20_000);
}

/// Each side sleeps for every message, so every wake-up counts. Without one, it times out.
#[test]
fn no_wake_up_is_missed() {
    let (mut there, mut far) = ends(64);
    let (mut answer, mut back) = ends(64);
    let echo = thread::spawn(move || {
        while let Some(message) = far.receive_timeout(LONG).unwrap() {
            answer.send_timeout(message, LONG).unwrap();
        }
    });
    for number in 0..10_000u64 {
        there.send_timeout(&number.to_le_bytes(), LONG).unwrap();
        let received = back.receive_timeout(LONG).unwrap();
        assert_eq!(received, Some(number.to_le_bytes().as_slice()));
    }
    drop(there);
    echo.join().unwrap();
}

#[test]
fn messages_go_from_process_to_process() {
    let (mut consumer, other) = Consumer::create(1 << 14).unwrap();
    let mut sender = child("send", other);
    for number in 0..5_000 {
        let received = consumer.receive_timeout(LONG).unwrap();
        assert_eq!(received, Some(message(number, 3_000).as_slice()));
    }
    assert_eq!(consumer.receive_timeout(LONG).unwrap(), None);
    assert!(sender.wait().unwrap().success());

    let (mut producer, other) = Producer::create(1 << 14).unwrap();
    let mut receiver = child("receive", other);
    for number in 0..5_000 {
        producer
            .send_timeout(&message(number, 3_000), LONG)
            .unwrap();
    }
    drop(producer);
    assert!(receiver.wait().unwrap().success());
}

#[test]
fn a_killed_producer_leaves_whole_messages_and_then_an_error() {
    let (mut consumer, other) = Consumer::create(1 << 14).unwrap();
    let sender = child("send for ever", other);
    for number in 0..1_000 {
        let received = consumer.receive_timeout(LONG).unwrap();
        assert_eq!(received, Some(message(number, 3_000).as_slice()));
    }
    kill(sender);
    let mut number = 1_000;
    let error = loop {
        match consumer.receive_timeout(LONG) {
            Ok(received) => assert_eq!(received, Some(message(number, 3_000).as_slice())),
            Err(error) => break error,
        }
        number += 1;
    };
    assert!(matches!(error, RingError::PeerGone), "{error}");
    assert!(matches!(consumer.receive(), Err(RingError::PeerGone)));
}

#[test]
fn a_kill_ends_the_sleep_of_the_other_side() {
    // No time-out here: it is the kill that ends the waiting.
    let (mut consumer, other) = Consumer::create(64).unwrap();
    let sender = child("send one", other);
    assert_eq!(consumer.receive().unwrap(), Some(b"one".as_slice()));
    let waiting = thread::spawn(move || consumer.receive().map(|_| ()));
    kill(sender);
    assert!(matches!(waiting.join().unwrap(), Err(RingError::PeerGone)));

    let (mut producer, other) = Producer::create(64).unwrap();
    let receiver = child("receive one", other);
    producer.send(b"one").unwrap();
    let waiting = thread::spawn(move || {
        loop {
            if let Err(error) = producer.send(b"more") {
                break error;
            }
        }
    });
    kill(receiver);
    assert!(matches!(waiting.join().unwrap(), RingError::PeerGone));
}

#[test]
fn who_leaves_in_good_order_says_so() {
    let (mut producer, mut consumer) = ends(1 << 10);
    producer.send(b"last").unwrap();
    drop(producer);
    assert_eq!(consumer.receive().unwrap(), Some(b"last".as_slice()));
    assert_eq!(consumer.receive().unwrap(), None);
    assert_eq!(consumer.receive().unwrap(), None);

    let (mut producer, consumer) = ends(64);
    drop(consumer);
    assert!(matches!(producer.send(b"?"), Err(RingError::Closed)));

    // Also while the other sleeps, and while a third holds a copy of the socket, as a forked child may.
    let (mut producer, other) = Producer::create(64).unwrap();
    let copy = other.try_clone().unwrap();
    let consumer = Consumer::from_fd(other).unwrap();
    let waiting = thread::spawn(move || {
        loop {
            if let Err(error) = producer.send(b"?") {
                break error;
            }
        }
    });
    while consumer.end.peer().waiting.wakes_at.load(Relaxed) == AWAKE {
        thread::yield_now();
    }
    drop(consumer);
    assert!(matches!(waiting.join().unwrap(), RingError::Closed));
    drop(copy);
}

#[test]
fn room_is_room_though_it_is_less_than_half() {
    let (mut producer, mut consumer) = ends(64);
    (0..4).for_each(|_| producer.try_send(&[7; 8]).unwrap());
    consumer.receive().unwrap();
    producer
        .send_timeout(&[], Duration::from_millis(50))
        .unwrap();
}

#[test]
fn a_ring_is_opened_once() {
    let (_producer, other) = Producer::create(64).unwrap();
    let copy = other.try_clone().unwrap();
    let _consumer = Consumer::from_fd(other).unwrap();
    assert!(matches!(
        Consumer::from_fd(copy),
        Err(RingError::Corrupt(_))
    ));
    let nothing = std::fs::File::open("/dev/null").unwrap();
    assert!(matches!(
        Consumer::from_fd(nothing.into()),
        Err(RingError::Corrupt(_) | RingError::Io(_))
    ));
}

#[test]
fn a_full_ring_and_an_empty_one_say_so() {
    let (mut producer, mut consumer) = ends(64);
    assert_eq!(producer.limit(), 56);
    let refused = producer.send(&[0; 57]);
    assert!(matches!(
        refused,
        Err(RingError::TooLong {
            length: 57,
            limit: 56
        })
    ));
    let time = Duration::from_millis(1);
    let empty = consumer.receive_timeout(time);
    assert!(matches!(empty, Err(RingError::TimedOut)));
    (0..4).for_each(|_| producer.try_send(&[7; 8]).unwrap());
    assert!(matches!(producer.try_send(&[]), Err(RingError::Full)));
    let full = producer.send_timeout(&[], time);
    assert!(matches!(full, Err(RingError::TimedOut)));
    for _ in 0..4 {
        let received = consumer.receive_timeout(Duration::ZERO).unwrap();
        assert_eq!(received, Some([7; 8].as_slice()));
    }
    producer.try_send(&[8; 56]).unwrap();
    assert_eq!(consumer.receive().unwrap(), Some([8; 56].as_slice()));
    producer.try_send(&[]).unwrap();
    assert_eq!(consumer.receive().unwrap(), Some([].as_slice()));
}

proptest! {
    #[test]
    fn messages_come_as_they_went_wherever_the_ring_ends(
        messages in vec(vec(any::<u8>(), 0..600), 1..40),
        start in 0usize..1_000,
    ) {
        let (mut producer, mut consumer) = ends(1 << 10);
        producer.send(&vec![0; start]).unwrap();
        consumer.receive().unwrap();
        for message in &messages {
            producer.send(message).unwrap();
            prop_assert_eq!(consumer.receive().unwrap(), Some(message.as_slice()));
        }
    }

    /// The peer writes anything anywhere. What comes are messages within the limit or an error, and no panic.
    #[test]
    fn whatever_the_peer_writes_is_refused_or_a_message(
        writes in vec((0usize..200, prop_oneof![0u64..300, any::<u64>(), (0u64..20).prop_map(|n| n * 8)]), 1..20),
        sent in vec(vec(any::<u8>(), 0..40), 0..6),
    ) {
        let (mut producer, mut consumer) = ends(256);
        for message in &sent {
            let _ = producer.try_send(message);
        }
        for &(at, value) in &writes {
            scribble(&consumer.end.memory, at, value);
        }
        // Each message moves the consumer on, and only to where the peer claims to be.
        let mut ended = false;
        for _ in 0..100 {
            match consumer.receive_timeout(Duration::ZERO) {
                Ok(Some(message)) => prop_assert!(message.len() <= 248),
                Ok(None) | Err(RingError::TimedOut | RingError::Corrupt(_)) => { ended = true; break }
                Err(other) => prop_assert!(false, "{}", other),
            }
        }
        prop_assert!(ended);
        for _ in 0..100 {
            match producer.try_send(b"more") {
                Ok(()) => {}
                Err(RingError::Full | RingError::Closed | RingError::Corrupt(_)) => break,
                Err(other) => prop_assert!(false, "{}", other),
            }
        }
    }
}

/// Writes a word of the header or of the messages.
fn scribble(memory: &Mapping, at: usize, value: u64) {
    let header = memory.header();
    let fields = [
        &header.producer.position.bytes,
        &header.producer.waiting.wakes_at,
        &header.consumer.position.bytes,
        &header.consumer.waiting.wakes_at,
    ];
    match fields.get(at) {
        Some(field) => field.store(value, Relaxed),
        None => words::set(memory.words(), at as u64 * WORD, value),
    }
}

#[test]
fn positions_and_lengths_that_cannot_be_are_corrupt() {
    type Lie = fn(&Header, &[AtomicU64]);
    let lies: [Lie; 5] = [
        |header, _| header.producer.position.bytes.store(8, Relaxed),
        |header, _| header.producer.position.bytes.store(17, Relaxed),
        |header, _| header.producer.position.bytes.store(16 + 64 + 8, Relaxed),
        |header, _| header.producer.position.bytes.store(u64::MAX, Relaxed),
        |header, words| {
            words[2].store(u64::MAX, Relaxed);
            header.producer.position.bytes.store(32, Relaxed);
        },
    ];
    for lie in lies {
        let (mut producer, mut consumer) = ends(64);
        producer.send(b"true").unwrap();
        assert!(consumer.receive().unwrap().is_some());
        lie(consumer.end.memory.header(), consumer.end.memory.words());
        assert!(matches!(consumer.receive(), Err(RingError::Corrupt(_))));
        assert!(matches!(consumer.receive(), Err(RingError::Corrupt(_))));
    }
    let (mut producer, consumer) = ends(64);
    let position = &consumer.end.memory.header().consumer.position.bytes;
    (0..4).for_each(|_| producer.send(&[0; 8]).unwrap());
    position.store(1 << 40, Relaxed);
    assert!(matches!(producer.send(b"?"), Err(RingError::Corrupt(_))));
}

#[test]
fn what_is_no_ring_is_refused() {
    let (ours, theirs) = Socket::pair().unwrap();
    ours.give(&fs::File::open("/dev/null").unwrap().into())
        .unwrap();
    let refused = Consumer::from_fd(theirs).unwrap_err();
    assert!(matches!(refused, RingError::Corrupt(_)), "{refused}");

    let (ours, theirs) = Socket::pair().unwrap();
    drop(ours);
    let refused = Consumer::from_fd(theirs).unwrap_err();
    assert!(matches!(refused, RingError::PeerGone), "{refused}");

    let (ours, theirs) = Socket::pair().unwrap();
    ours.wake();
    let refused = Consumer::from_fd(theirs).unwrap_err();
    assert!(matches!(refused, RingError::Corrupt(_)), "{refused}");

    // Memory that could be cut off under us.
    let (ours, theirs) = Socket::pair().unwrap();
    let flags = nix::sys::memfd::MFdFlags::MFD_ALLOW_SEALING;
    let open = fs::File::from(nix::sys::memfd::memfd_create(c"open", flags).unwrap());
    open.set_len(4096 + 64).unwrap();
    ours.give(&open.into()).unwrap();
    let refused = Consumer::from_fd(theirs).unwrap_err();
    assert!(matches!(
        refused,
        RingError::Corrupt("memory that is not sealed")
    ));
}

#[test]
fn nothing_can_shrink_the_memory() {
    let (_, file) = Mapping::create(64).unwrap();
    let file = fs::File::from(file);
    let error = file.set_len(0).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::PermissionDenied);
}

/// In a process of its own: the other tests open and close descriptors meanwhile.
#[test]
fn no_descriptor_and_no_mapping_is_left() {
    let mut child = child("count descriptors", Stdio::null());
    let mut said = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert!(child.wait().unwrap().success(), "{said}");
}

fn count_descriptors() {
    let descriptors = || fs::read_dir("/proc/self/fd").unwrap().count();
    let mappings = || {
        let maps = fs::read_to_string("/proc/self/maps").unwrap();
        maps.lines()
            .filter(|line| line.contains("memfd:ring"))
            .count()
    };
    let before = descriptors();
    for _ in 0..50 {
        let (mut producer, mut consumer) = ends(1 << 12);
        producer.send(b"one").unwrap();
        consumer.receive().unwrap();
        assert_eq!(mappings(), 2);
        drop(producer);
        drop(Consumer::create(64).unwrap());
    }
    assert_eq!((descriptors(), mappings()), (before, 0));
}
