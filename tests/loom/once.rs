use loom::cell::UnsafeCell;
use loom::thread;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use super::block::Once;
use crate::Model;

pub const MODELS: &[Model] = &[
    ("it_is_done_once_and_seen_by_all", it_is_done_once_and_seen_by_all),
    ("who_finds_it_done_sees_it", who_finds_it_done_sees_it),
    ("all_that_wait_are_woken", all_that_wait_are_woken),
    ("after_a_panic_another_does_it", after_a_panic_another_does_it),
    ("after_a_panic_one_of_two_does_it", after_a_panic_one_of_two_does_it),
];

fn call(shared: &(Once, UnsafeCell<u32>)) -> u32 {
    // SAFETY: only the one that does it writes, and nobody reads before it is done.
    shared.0.call(|| shared.1.with_mut(|value| unsafe { *value += 1 }));
    // SAFETY: it has been done, and nobody writes again.
    shared.1.with(|value| unsafe { *value })
}

fn it_is_done_once_and_seen_by_all() {
    loom::model(|| {
        let shared = Arc::new((Once::new(), UnsafeCell::new(0)));
        let other = thread::spawn({
            let shared = Arc::clone(&shared);
            move || call(&shared)
        });
        assert_eq!(call(&shared), 1);
        assert_eq!(other.join().unwrap(), 1);
    });
}

fn who_finds_it_done_sees_it() {
    loom::model(|| {
        let shared = Arc::new((Once::new(), UnsafeCell::new(0)));
        let other = thread::spawn({
            let shared = Arc::clone(&shared);
            move || call(&shared)
        });
        if shared.0.is_done() {
            // SAFETY: it has been done, and nobody writes again.
            assert_eq!(shared.1.with(|value| unsafe { *value }), 1);
        }
        assert_eq!(other.join().unwrap(), 1);
    });
}

fn all_that_wait_are_woken() {
    loom::model(|| {
        let shared = Arc::new((Once::new(), UnsafeCell::new(0)));
        let others = [0; 2].map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || call(&shared))
        });
        assert_eq!(call(&shared), 1);
        for other in others {
            assert_eq!(other.join().unwrap(), 1);
        }
    });
}

fn after_a_panic_another_does_it() {
    loom::model(|| {
        let shared = Arc::new((Once::new(), UnsafeCell::new(0)));
        let other = thread::spawn({
            let shared = Arc::clone(&shared);
            move || call(&shared)
        });
        let _ = panic::catch_unwind(AssertUnwindSafe(|| shared.0.call(|| panic!("in the middle"))));
        assert_eq!(other.join().unwrap(), 1);
        assert!(shared.0.is_done());
    });
}

fn after_a_panic_one_of_two_does_it() {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(3);
    model.check(|| {
        let shared = Arc::new((Once::new(), UnsafeCell::new(0)));
        let others = [0; 2].map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || call(&shared))
        });
        let _ = panic::catch_unwind(AssertUnwindSafe(|| shared.0.call(|| panic!("in the middle"))));
        for other in others {
            assert_eq!(other.join().unwrap(), 1);
        }
    });
}
