//! Two threads share a value and a count of its users; who takes the count to zero frees the value, as `Arc` does.

use std::panic;
use std::sync::Arc;

use loom::cell::UnsafeCell;
use loom::sync::atomic::AtomicUsize;
use loom::sync::atomic::Ordering::{self, *};
use loom::thread;

// ANCHOR: main
struct Shared {
    users: AtomicUsize,
    value: UnsafeCell<Option<u32>>,
}

// SAFETY: the value is read by users and taken by the last
// one; whether that is enough is what the model asks.
unsafe impl Sync for Shared {}

fn use_and_leave(shared: &Shared, order: Ordering) {
    // SAFETY: the value is there as long as it has users.
    let value = shared.value.with(|value| unsafe { *value });
    assert_eq!(value, Some(7));
    if shared.users.fetch_sub(1, order) == 1 {
        // SAFETY: this was the last user.
        shared
            .value
            .with_mut(|value| unsafe { *value = None });
    }
}

fn model(order: Ordering) {
    let shared = Arc::new(Shared {
        users: AtomicUsize::new(2),
        value: UnsafeCell::new(Some(7)),
    });
    let other = thread::spawn({
        let shared = Arc::clone(&shared);
        move || use_and_leave(&shared, order)
    });
    use_and_leave(&shared, order);
    other.join().unwrap();
}
// ANCHOR_END: main

fn main() {
    panic::set_hook(Box::new(|_| {})); // printed below
    for order in [Relaxed, Acquire, Release, AcqRel] {
        let run = || loom::model(move || model(order));
        let says = match panic::catch_unwind(run) {
            Ok(()) => "right in every order".to_owned(),
            Err(panic) => {
                let says =
                    panic.downcast::<String>().unwrap();
                says.lines().next().unwrap().to_owned()
            }
        };
        println!("{order:?}: {says}");
        assert_eq!(
            says.starts_with("right"),
            order == AcqRel
        );
    }
}
