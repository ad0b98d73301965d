//! One thread releases a permit, another waits for it. With two counts in two words a wake-up is lost; in one word it is not.

// ANCHOR: main
use std::panic;
use std::sync::Arc;

use loom::sync::atomic::AtomicU64;
use loom::sync::atomic::Ordering::{AcqRel, Acquire};
use loom::thread;

#[derive(Default)]
struct Counts {
    permits: AtomicU64,
    waiters: AtomicU64,
    both: AtomicU64, // permits low, waiters high
}

const WAITER: u64 = 1 << 32;

/// `release` says whether anybody waits, `register`
/// whether there is a permit.
type Step = fn(&Counts) -> bool;

fn model(release: Step, register: Step) {
    let counts = Arc::new(Counts::default());
    let waiter = thread::spawn({
        let counts = Arc::clone(&counts);
        move || {
            if !register(&counts) {
                thread::park(); // a real one looks again
            }
        }
    });
    if release(&counts) {
        waiter.thread().unpark();
    }
    waiter.join().unwrap();
}

fn two_words() {
    model(
        |counts| {
            counts.permits.fetch_add(1, AcqRel);
            counts.waiters.load(Acquire) > 0
        },
        |counts| {
            counts.waiters.fetch_add(1, AcqRel);
            counts.permits.load(Acquire) > 0
        },
    );
}

fn one_word() {
    model(
        |counts| counts.both.fetch_add(1, AcqRel) >= WAITER,
        |counts| {
            counts.both.fetch_add(WAITER, AcqRel) % WAITER > 0
        },
    );
}

fn main() {
    panic::set_hook(Box::new(|_| {})); // printed below
    let lost = panic::catch_unwind(|| loom::model(two_words));
    let says =
        lost.unwrap_err().downcast::<String>().unwrap();
    println!("two words: {says}");
    assert!(says.starts_with("deadlock"));

    loom::model(one_word);
    println!("one word: woken in every order");
}
// ANCHOR_END: main
