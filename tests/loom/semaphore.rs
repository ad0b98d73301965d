use loom::cell::UnsafeCell;
use loom::thread;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::time::Duration;

use super::block::Semaphore;
use crate::Model;

pub const MODELS: &[Model] = &[
    ("one_permit_is_a_lock", one_permit_is_a_lock),
    ("two_wait_for_one_permit", two_wait_for_one_permit),
    ("two_permits_for_two_that_wait", two_permits_for_two_that_wait),
    ("permits_added_at_once_wake_all", permits_added_at_once_wake_all),
    ("what_was_done_before_a_permit_is_made_is_seen", what_was_done_before_a_permit_is_made_is_seen),
    ("an_owned_permit_is_given_back", an_owned_permit_is_given_back),
    ("who_gives_up_takes_nothing_along", who_gives_up_takes_nothing_along),
    ("a_panic_gives_the_permit_back", a_panic_gives_the_permit_back),
];

type Counter = (Semaphore, UnsafeCell<u32>);

/// loom's cell panics if two threads could be in it at once, or one without having seen what the other did.
fn count(shared: &Counter) {
    let _permit = shared.0.acquire();
    // SAFETY: there is one permit.
    shared.1.with_mut(|value| unsafe { *value += 1 });
}

fn one_permit_is_a_lock() {
    loom::model(|| {
        let shared = Arc::new((Semaphore::new(1), UnsafeCell::new(0)));
        let other = thread::spawn({
            let shared = Arc::clone(&shared);
            move || count(&shared)
        });
        count(&shared);
        other.join().unwrap();
        // SAFETY: the other has ended.
        assert_eq!(shared.1.with(|value| unsafe { *value }), 2);
        assert_eq!(format!("{:?}", shared.0), "Semaphore { free: 1, waiting: 0 }");
    });
}

fn two_wait_for_one_permit() {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(3);
    model.check(|| {
        let shared = Arc::new((Semaphore::new(1), UnsafeCell::new(0)));
        let others = [0; 2].map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || count(&shared))
        });
        count(&shared);
        for other in others {
            other.join().unwrap();
        }
        assert_eq!(format!("{:?}", shared.0), "Semaphore { free: 1, waiting: 0 }");
    });
}

fn two_permits_for_two_that_wait() {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(3);
    model.check(|| {
        let semaphore = Arc::new(Semaphore::new(0));
        let others = [0; 2].map(|_| {
            let semaphore = Arc::clone(&semaphore);
            thread::spawn(move || semaphore.acquire().forget())
        });
        semaphore.add_permits(1).unwrap();
        semaphore.add_permits(1).unwrap();
        for other in others {
            other.join().unwrap();
        }
        assert_eq!(semaphore.available(), 0);
    });
}

fn permits_added_at_once_wake_all() {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(3);
    model.check(|| {
        let semaphore = Arc::new(Semaphore::new(0));
        let others = [0; 2].map(|_| {
            let semaphore = Arc::clone(&semaphore);
            thread::spawn(move || semaphore.acquire().forget())
        });
        semaphore.add_permits(2).unwrap();
        for other in others {
            other.join().unwrap();
        }
    });
}

fn what_was_done_before_a_permit_is_made_is_seen() {
    loom::model(|| {
        let shared = Arc::new((Semaphore::new(0), UnsafeCell::new(0)));
        let waiter = thread::spawn({
            let shared = Arc::clone(&shared);
            move || {
                shared.0.acquire().forget();
                // SAFETY: once there is a permit nobody writes.
                shared.1.with(|value| unsafe { *value })
            }
        });
        // SAFETY: before there is a permit nobody reads.
        shared.1.with_mut(|value| unsafe { *value = 7 });
        shared.0.add_permits(1).unwrap();
        assert_eq!(waiter.join().unwrap(), 7);
    });
}

fn an_owned_permit_is_given_back() {
    loom::model(|| {
        let semaphore = Arc::new(Semaphore::new(1));
        let permit = semaphore.acquire_owned();
        let other = thread::spawn(move || drop(permit));
        drop(semaphore.acquire_owned());
        other.join().unwrap();
        assert_eq!(format!("{semaphore:?}"), "Semaphore { free: 1, waiting: 0 }");
    });
}

fn who_gives_up_takes_nothing_along() {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(3);
    model.check(|| {
        let semaphore = Arc::new(Semaphore::new(0));
        let patient = thread::spawn({
            let semaphore = Arc::clone(&semaphore);
            move || drop(semaphore.acquire())
        });
        let hasty = thread::spawn({
            let semaphore = Arc::clone(&semaphore);
            move || drop(semaphore.acquire_timeout(Duration::ZERO))
        });
        semaphore.add_permits(1).unwrap();
        patient.join().unwrap();
        hasty.join().unwrap();
        assert_eq!(format!("{semaphore:?}"), "Semaphore { free: 1, waiting: 0 }");
    });
}

fn a_panic_gives_the_permit_back() {
    loom::model(|| {
        let semaphore = Arc::new(Semaphore::new(1));
        let other = thread::spawn({
            let semaphore = Arc::clone(&semaphore);
            move || drop(semaphore.acquire())
        });
        let panicked = panic::catch_unwind(AssertUnwindSafe(|| {
            let _permit = semaphore.acquire();
            panic!("with a permit");
        }));
        assert!(panicked.is_err());
        other.join().unwrap();
    });
}
