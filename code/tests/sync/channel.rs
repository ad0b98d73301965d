use std::collections::VecDeque;
use std::panic;
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use code::sync::bounded;
use code::sync::channel::{
    Receiver, RecvError, RecvTimeoutError, SendError, SendTimeoutError, Sender, TryRecvError,
    TrySendError,
};
use proptest::prelude::*;

const SOON: Duration = Duration::from_millis(20);

/// Counts how many of them have been dropped.
struct Counted<'a>(&'a AtomicUsize);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn messages_come_in_order_and_then_the_end() {
    let (sender, receiver) = bounded(3);
    for message in 1..=3 {
        sender.send(message).unwrap();
    }
    assert_eq!(
        (
            sender.len(),
            receiver.len(),
            sender.capacity(),
            receiver.capacity()
        ),
        (3, 3, 3, 3)
    );
    assert_eq!(sender.try_send(4), Err(TrySendError::Full(4)));
    drop(sender);
    assert_eq!(receiver.recv(), Ok(1));
    assert_eq!(receiver.try_recv(), Ok(2));
    assert_eq!(receiver.recv_timeout(SOON), Ok(3));
    assert_eq!(receiver.recv(), Err(RecvError));
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Disconnected));
    assert_eq!(
        receiver.recv_timeout(SOON),
        Err(RecvTimeoutError::Disconnected)
    );
    assert!(receiver.is_empty());
}

#[test]
fn a_message_nobody_can_receive_comes_back() {
    let (sender, receiver) = bounded(1);
    let other = receiver.clone();
    drop(receiver);
    sender.send("one").unwrap();
    drop(other);
    assert_eq!(sender.send("two"), Err(SendError("two")));
    assert_eq!(
        sender.try_send("two"),
        Err(TrySendError::Disconnected("two"))
    );
    assert_eq!(
        sender.send_timeout("two", SOON),
        Err(SendTimeoutError::Disconnected("two"))
    );
}

#[test]
fn time_limits_are_kept() {
    let (sender, receiver) = bounded(1);
    let began = Instant::now();
    assert_eq!(receiver.recv_timeout(SOON), Err(RecvTimeoutError::Timeout));
    assert!(began.elapsed() >= SOON);
    sender.send(1).unwrap();
    let began = Instant::now();
    assert_eq!(
        sender.send_timeout(2, SOON),
        Err(SendTimeoutError::Timeout(2))
    );
    assert!(began.elapsed() >= SOON);
    assert_eq!(receiver.recv_timeout(Duration::ZERO), Ok(1));
    assert_eq!(sender.send_timeout(3, Duration::ZERO), Ok(()));
    // Longer than the clock goes.
    assert_eq!(receiver.recv_timeout(Duration::MAX), Ok(3));
}

#[test]
fn a_sleeper_with_a_limit_is_woken_in_time() {
    let long = Duration::from_secs(60);
    let (sender, receiver) = bounded(1);
    thread::scope(|scope| {
        scope.spawn(|| {
            for message in 0..100 {
                sender.send_timeout(message, long).unwrap();
            }
        });
        for message in 0..100 {
            assert_eq!(receiver.recv_timeout(long), Ok(message));
        }
    });
}

#[test]
fn those_who_gave_up_take_no_call_with_them() {
    for _ in 0..200 {
        let (sender, receiver) = bounded(1);
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| _ = receiver.recv_timeout(Duration::from_micros(50)));
            }
            let last = scope.spawn(|| receiver.recv().unwrap());
            while !last.is_finished() {
                _ = sender.send_timeout((), Duration::from_millis(1));
            }
            last.join().unwrap();
        });
    }
}

#[test]
#[should_panic(expected = "room for a message")]
fn no_capacity_is_refused() {
    bounded::<()>(0);
}

#[test]
fn what_is_inside_is_dropped_with_the_last_receiver() {
    let dropped = AtomicUsize::new(0);
    let (sender, receiver) = bounded(5);
    for _ in 0..4 {
        assert!(sender.send(Counted(&dropped)).is_ok());
    }
    drop(receiver.recv());
    assert_eq!(dropped.load(Ordering::Relaxed), 1);
    drop(receiver);
    assert_eq!(dropped.load(Ordering::Relaxed), 4);
    drop(sender.send(Counted(&dropped)));
    assert_eq!(dropped.load(Ordering::Relaxed), 5, "the one that came back");
}

#[test]
fn who_waits_for_an_answer_hears_that_nobody_will_give_it() {
    let (requests, server) = bounded(1);
    let (reply, answer) = bounded::<u32>(1);
    assert!(requests.send(reply).is_ok());
    drop(server); // with the request unread
    assert_eq!(answer.recv(), Err(RecvError));
}

#[test]
fn a_panic_disconnects_like_any_other_end() {
    let (sender, receiver) = bounded(1);
    let panicked = thread::spawn(move || {
        sender.send(1).unwrap();
        panic::resume_unwind(Box::new("on purpose"));
    });
    assert_eq!(receiver.iter().collect::<Vec<_>>(), [1]);
    assert!(panicked.join().is_err());
}

#[test]
fn the_ends_may_be_shared_sent_and_shown() {
    fn is_free<T: Send + Sync>(_: &T) {}
    // A `Cell` may be sent, but not shared.
    let (sender, receiver) = bounded::<std::cell::Cell<u8>>(1);
    is_free(&sender);
    is_free(&receiver);
    assert_eq!(
        format!("{sender:?} {receiver:?}"),
        "Sender { .. } Receiver { .. }"
    );
    let error: Box<dyn std::error::Error> = Box::new(RecvError);
    assert_eq!(
        error.to_string(),
        "the channel is empty and no sender is left"
    );
    assert_eq!(
        SendError(std::cell::Cell::new(0)).to_string(),
        "no receiver is left"
    );
}

/// Producers send `(producer, number)`. Each consumer must see each producer's numbers grow; together they see all.
fn stream(producers: u64, consumers: usize, capacity: usize, messages: u64) {
    let (sender, receiver) = bounded(capacity);
    let start = Barrier::new(producers as usize + consumers);
    let produce = |producer: u64, sender: Sender<(u64, u64)>| {
        start.wait();
        for number in 0..messages {
            sender.send((producer, number)).unwrap();
        }
    };
    let consume = |receiver: Receiver<(u64, u64)>| {
        start.wait();
        let mut next = vec![0; producers as usize];
        let (mut count, mut sum) = (0, 0);
        for (producer, number) in receiver {
            let next = &mut next[producer as usize];
            assert!(
                number >= *next,
                "producer {producer}: {number} after {next}"
            );
            *next = number + 1;
            count += 1;
            sum += number;
        }
        (count, sum)
    };
    let (count, sum) = thread::scope(|scope| {
        for producer in 0..producers {
            let sender = sender.clone();
            scope.spawn(move || produce(producer, sender));
        }
        let consumers: Vec<_> = (0..consumers)
            .map(|_| {
                let receiver = receiver.clone();
                scope.spawn(move || consume(receiver))
            })
            .collect();
        drop((sender, receiver));
        let totals = consumers
            .into_iter()
            .map(|consumer| consumer.join().unwrap());
        totals.fold((0, 0), |(counts, sums), (count, sum)| {
            (counts + count, sums + sum)
        })
    });
    assert_eq!(count, producers * messages);
    assert_eq!(sum, producers * messages * (messages - 1) / 2);
}

#[test]
fn one_to_one() {
    stream(1, 1, 256, 50_000);
}

#[test]
fn one_place() {
    stream(1, 1, 1, 3_000);
    stream(2, 2, 1, 1_000);
}

#[test]
fn four_to_four() {
    stream(4, 4, 256, 10_000);
    stream(4, 4, 3, 1_000);
}

#[test]
fn many_to_one_and_one_to_many() {
    stream(8, 1, 16, 2_000);
    stream(1, 8, 16, 10_000);
}

#[test]
fn the_last_receiver_sends_all_senders_home() {
    for _ in 0..200 {
        let (sender, receiver) = bounded(1);
        thread::scope(|scope| {
            for message in 0..4 {
                let sender = sender.clone();
                scope.spawn(move || while sender.send(message).is_ok() {});
            }
            receiver.recv().unwrap();
            drop(receiver);
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// One thread, any order of calls: the channel is a queue of `capacity` places.
    #[test]
    fn is_a_queue(capacity in 1usize..6, calls in prop::collection::vec(any::<bool>(), 0..60)) {
        let (sender, receiver) = bounded(capacity);
        let mut queue = VecDeque::new();
        for (number, sends) in calls.into_iter().enumerate() {
            if sends {
                let sent = sender.try_send(number);
                if queue.len() == capacity {
                    prop_assert_eq!(sent, Err(TrySendError::Full(number)));
                } else {
                    prop_assert_eq!(sent, Ok(()));
                    queue.push_back(number);
                }
            } else {
                prop_assert_eq!(receiver.try_recv().ok(), queue.pop_front());
            }
            prop_assert_eq!(sender.len(), queue.len());
        }
        drop(sender);
        prop_assert_eq!(receiver.into_iter().collect::<Vec<_>>(), Vec::from(queue));
    }
}
