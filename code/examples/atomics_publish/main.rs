//! A value, and a flag that says it is there. loom tries the four pairs of orderings; one of them publishes.

use std::panic;
use std::sync::Arc;

use loom::cell::UnsafeCell;
use loom::sync::atomic::AtomicBool;
use loom::sync::atomic::Ordering::{self, *};
use loom::thread;

// ANCHOR: main
struct Letter {
    text: UnsafeCell<u32>,
    sent: AtomicBool,
}

// SAFETY: `text` is written before `sent` is set and read
// after; whether that is enough is what the model asks.
unsafe impl Sync for Letter {}

fn model(store: Ordering, load: Ordering) {
    let letter = Arc::new(Letter {
        text: UnsafeCell::new(0),
        sent: AtomicBool::new(false),
    });
    let writer = thread::spawn({
        let letter = Arc::clone(&letter);
        move || {
            // SAFETY: nobody reads before `sent`.
            letter
                .text
                .with_mut(|text| unsafe { *text = 42 });
            letter.sent.store(true, store);
        }
    });
    if letter.sent.load(load) {
        // SAFETY: nobody writes after `sent`.
        let text = letter.text.with(|text| unsafe { *text });
        assert_eq!(text, 42);
    }
    writer.join().unwrap();
}
// ANCHOR_END: main

fn main() {
    panic::set_hook(Box::new(|_| {})); // printed below
    for (store, load) in [
        (Relaxed, Relaxed),
        (Release, Relaxed),
        (Relaxed, Acquire),
        (Release, Acquire),
    ] {
        let run = || loom::model(move || model(store, load));
        let says = match panic::catch_unwind(run) {
            Ok(()) => "right in every order".to_owned(),
            Err(panic) => {
                let says =
                    panic.downcast::<String>().unwrap();
                says.lines().next().unwrap().to_owned()
            }
        };
        println!("{store:?} / {load:?}: {says}");
        let right = says.starts_with("right");
        assert_eq!(
            right,
            (store, load) == (Release, Acquire)
        );
    }
}
