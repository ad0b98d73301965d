use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use loom::cell::UnsafeCell;
use loom::sync::Mutex;
use loom::thread;

use super::block::block_on;
use crate::Model;

pub const MODELS: &[Model] = &[
    ("woken_by_another_thread", woken_by_another_thread),
    ("woken_while_it_is_polled", woken_while_it_is_polled),
    ("woken_twice", woken_twice),
    ("woken_again", woken_again),
    ("a_poll_sees_what_was_done_before_the_wake_up", a_poll_sees_what_was_done_before_the_wake_up),
    ("woken_by_its_first_waker", woken_by_its_first_waker),
    ("woken_after_the_end", woken_after_the_end),
];

/// How often it has been given something, of the times it waits for, and whom to wake.
struct Given(Mutex<(u32, Option<Waker>)>);

impl Given {
    fn new() -> Arc<Self> {
        Arc::new(Given(Mutex::new((0, None))))
    }

    fn give(&self) {
        let mut state = self.0.lock().unwrap();
        state.0 += 1;
        let waker = state.1.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// Ready when it has been given `times`, and polled no more than `polls` times until then.
struct Wanted(Arc<Given>, u32, u32);

impl Future for Wanted {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.2 = self.2.checked_sub(1).expect("polled though nobody woke it");
        let mut state = self.0.0.lock().unwrap();
        if state.0 >= self.1 {
            return Poll::Ready(());
        }
        state.1 = Some(context.waker().clone());
        Poll::Pending
    }
}

fn woken_by_another_thread() {
    loom::model(|| {
        let given = Given::new();
        let giver = Arc::clone(&given);
        let giving = thread::spawn(move || giver.give());
        block_on(Wanted(given, 1, 2));
        giving.join().unwrap();
    });
}

/// By another thread, which ends before the poll does.
fn woken_while_it_is_polled() {
    loom::model(|| {
        let mut polls = 0;
        block_on(poll_fn(|context| {
            polls += 1;
            if polls == 2 {
                return Poll::Ready(());
            }
            let waker = context.waker().clone();
            thread::spawn(move || waker.wake()).join().unwrap();
            Poll::Pending
        }));
    });
}

/// At once by two threads, and by the future itself: it is polled, and sleeps no longer than the last of them.
fn woken_twice() {
    loom::model(|| {
        let mut wakers = Vec::new();
        let mut polls = 0;
        block_on(poll_fn(|context| {
            polls += 1;
            assert!(polls <= 3, "polled though nobody woke it");
            if polls == 1 {
                for _ in 0..2 {
                    let waker = context.waker().clone();
                    wakers.push(thread::spawn(move || waker.wake_by_ref()));
                }
                return Poll::Pending;
            }
            Poll::Ready(())
        }));
        for waker in wakers {
            waker.join().unwrap();
        }
    });
}

/// Each time by a thread of its own. It is polled once for each, and once before.
fn woken_again() {
    loom::model(|| {
        let given = Given::new();
        let giving = [0; 2].map(|_| {
            let given = Arc::clone(&given);
            thread::spawn(move || given.give())
        });
        block_on(Wanted(given, 2, 3));
        for giving in giving {
            giving.join().unwrap();
        }
    });
}

/// loom's cell panics if two threads could be in it at once.
fn a_poll_sees_what_was_done_before_the_wake_up() {
    loom::model(|| {
        let value = Arc::new(UnsafeCell::new(0));
        let mut polls = 0;
        let seen = block_on(poll_fn(|context| {
            polls += 1;
            if polls == 1 {
                let (value, waker) = (Arc::clone(&value), context.waker().clone());
                thread::spawn(move || {
                    // SAFETY: the other thread looks after it has been woken.
                    value.with_mut(|value| unsafe { *value = 7 });
                    waker.wake();
                });
                return Poll::Pending;
            }
            // SAFETY: this is the poll after the wake-up, and nobody writes after it.
            Poll::Ready(value.with(|value| unsafe { *value }))
        }));
        assert_eq!(seen, 7);
    });
}

/// The waker of the first poll ends the sleep after the second: it is the task's.
fn woken_by_its_first_waker() {
    loom::model(|| {
        let (mut polls, mut first, mut waking) = (0, None, None);
        block_on(poll_fn(|context| {
            polls += 1;
            match polls {
                1 => {
                    first = Some(context.waker().clone());
                    context.waker().wake_by_ref();
                    Poll::Pending
                }
                2 => {
                    let first = first.take().unwrap();
                    waking = Some(thread::spawn(move || first.wake()));
                    Poll::Pending
                }
                _ => Poll::Ready(()),
            }
        }));
        waking.unwrap().join().unwrap();
    });
}

fn woken_after_the_end() {
    loom::model(|| {
        let mut waking = None;
        block_on(poll_fn(|context| {
            let waker = context.waker().clone();
            waking = Some(thread::spawn(move || waker.wake()));
            Poll::Ready(())
        }));
        waking.unwrap().join().unwrap();
    });
}
