use loom::model::Builder;
use loom::thread;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::sync::Arc;

use super::block::{self, Receiver, SendError, Sender};
use crate::Model;

pub const MODELS: &[Model] = &[
    ("a_message_that_nobody_will_receive_is_dropped", a_message_that_nobody_will_receive_is_dropped),
    ("a_receiver_sleeps_again", a_receiver_sleeps_again),
    ("a_try_calls_a_receiver", a_try_calls_a_receiver),
    ("a_try_calls_a_sender", a_try_calls_a_sender),
    ("all_arrive_in_order", all_arrive_in_order),
    ("calls_are_passed_on", calls_are_passed_on),
    ("calls_for_room_are_passed_on", calls_for_room_are_passed_on),
    ("each_message_goes_to_one", each_message_goes_to_one),
    ("nothing_is_left_behind", nothing_is_left_behind),
    ("the_end_wakes_all_receivers", the_end_wakes_all_receivers),
    ("the_end_wakes_the_sender", the_end_wakes_the_sender),
    ("two_senders_one_place", two_senders_one_place),
];

/// An end of the channel that is not dropped when the model fails: its `drop` asks loom, which panics a second time then.
struct End<E>(ManuallyDrop<E>);

impl<E> Drop for End<E> {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            // SAFETY: here and nowhere else.
            unsafe { ManuallyDrop::drop(&mut self.0) };
        }
    }
}

impl<E> Deref for End<E> {
    type Target = E;

    fn deref(&self) -> &E {
        &self.0
    }
}

impl<E: Clone> Clone for End<E> {
    fn clone(&self) -> Self {
        End(self.0.clone())
    }
}

fn bounded<T>(capacity: usize) -> (End<Sender<T>>, End<Receiver<T>>) {
    let (sender, receiver) = block::bounded(capacity);
    (End(ManuallyDrop::new(sender)), End(ManuallyDrop::new(receiver)))
}

/// loom lets a thread be interrupted so many times: the orders of three threads are too many otherwise.
fn check(interruptions: usize, model: impl Fn() + Send + Sync + 'static) {
    let mut builder = Builder::new();
    builder.preemption_bound = Some(interruptions);
    builder.check(model);
}

fn all_arrive_in_order() {
    check(3, || {
        let (sender, receiver) = bounded(1);
        let producer = thread::spawn(move || {
            sender.send(1).unwrap();
            sender.send(2).unwrap();
        });
        assert_eq!(receiver.iter().collect::<Vec<i32>>(), [1, 2], "lost or out of order");
        producer.join().unwrap();
    });
}

/// And is called again, by the message and not by the end, which comes after it.
fn a_receiver_sleeps_again() {
    check(2, || {
        let (sender, receiver) = bounded(4);
        let consumer = thread::spawn(move || [0; 3].map(|_| receiver.recv().unwrap()));
        for message in 1..=3 {
            sender.send(message).unwrap();
        }
        assert_eq!(consumer.join().unwrap(), [1, 2, 3]);
    });
}

fn two_senders_one_place() {
    check(2, || {
        let (sender, receiver) = bounded(1);
        let producers = [1, 2].map(|message| {
            let sender = sender.clone();
            thread::spawn(move || sender.send(message).unwrap())
        });
        drop(sender);
        assert_eq!(receiver.iter().sum::<i32>(), 3, "a message was lost");
        for producer in producers {
            producer.join().unwrap();
        }
    });
}

fn each_message_goes_to_one() {
    check(2, || {
        let (sender, receiver) = bounded(2);
        let other = thread::spawn({
            let receiver = receiver.clone();
            move || receiver.recv().unwrap()
        });
        let producer = thread::spawn(move || {
            sender.send(1).unwrap();
            sender.send(2).unwrap();
        });
        let one = receiver.recv().unwrap();
        assert_eq!(one + other.join().unwrap(), 3, "a message was lost");
        producer.join().unwrap();
    });
}

/// Both receivers sleep. The later message is ready first, and the call for it wakes one for nothing.
fn calls_are_passed_on() {
    check(1, || {
        let (sender, receiver) = bounded(2);
        let other = thread::spawn({
            let receiver = receiver.clone();
            move || receiver.recv().unwrap()
        });
        let producers = [1, 2].map(|message| {
            let sender = sender.clone();
            thread::spawn(move || sender.send(message).unwrap())
        });
        let one = receiver.recv().unwrap();
        assert_eq!(one + other.join().unwrap(), 3, "a message was lost");
        for producer in producers {
            producer.join().unwrap();
        }
    });
}

fn the_end_wakes_all_receivers() {
    check(3, || {
        let (sender, receiver) = bounded::<()>(1);
        let other = thread::spawn({
            let receiver = receiver.clone();
            move || assert!(receiver.recv().is_err())
        });
        let sending = thread::spawn(move || drop(sender));
        assert!(receiver.recv().is_err());
        other.join().unwrap();
        sending.join().unwrap();
    });
}

fn the_end_wakes_the_sender() {
    check(3, || {
        let (sender, receiver) = bounded(1);
        let producer = thread::spawn(move || {
            // Room for one. The second finds room if the receiver has gone meanwhile and taken the first along.
            let _ = sender.send(1);
            let _ = sender.send(2);
            assert_eq!(sender.send(3), Err(SendError(3)));
        });
        drop(receiver);
        producer.join().unwrap();
    });
}

fn nothing_is_left_behind() {
    check(3, || {
        let message = Arc::new(());
        let (sender, receiver) = bounded(2);
        let producer = thread::spawn({
            let message = Arc::clone(&message);
            move || sender.send(message).is_ok()
        });
        drop(receiver);
        producer.join().unwrap();
        assert_eq!(Arc::strong_count(&message), 1, "a message was not dropped");
    });
}

/// Although a sender stays.
fn a_message_that_nobody_will_receive_is_dropped() {
    check(3, || {
        let message = Arc::new(());
        let (sender, receiver) = bounded(2);
        let producer = thread::spawn({
            let message = Arc::clone(&message);
            move || {
                let _ = sender.send(message);
                sender
            }
        });
        drop(receiver);
        let sender = producer.join().unwrap();
        assert_eq!(Arc::strong_count(&message), 1, "a message is kept");
        drop(sender);
    });
}

fn a_try_calls_a_receiver() {
    check(3, || {
        let (sender, receiver) = bounded(1);
        let producer = thread::spawn(move || {
            sender.try_send(1).unwrap();
            sender
        });
        assert_eq!(receiver.recv(), Ok(1));
        drop(producer.join().unwrap());
    });
}

fn a_try_calls_a_sender() {
    check(3, || {
        let (sender, receiver) = bounded(1);
        sender.send(1).unwrap();
        let consumer = thread::spawn(move || {
            assert_eq!(receiver.try_recv(), Ok(1));
            receiver
        });
        sender.send(2).unwrap();
        drop(consumer.join().unwrap());
    });
}

/// Both senders sleep, and two places become free.
fn calls_for_room_are_passed_on() {
    check(1, || {
        let (sender, receiver) = bounded(2);
        sender.send(1).unwrap();
        sender.send(2).unwrap();
        let other = thread::spawn({
            let sender = sender.clone();
            move || sender.send(3).unwrap()
        });
        let consumers = [(); 2].map(|()| {
            let receiver = receiver.clone();
            thread::spawn(move || assert!(receiver.recv().is_ok()))
        });
        sender.send(4).unwrap();
        other.join().unwrap();
        for consumer in consumers {
            consumer.join().unwrap();
        }
    });
}
