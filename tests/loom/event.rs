use loom::cell::UnsafeCell;
use std::sync::Arc;
use loom::thread;

use super::block::Event;
use crate::Model;

pub const MODELS: &[Model] =
    &[("a_waiter_is_woken", a_waiter_is_woken), ("all_waiters_are_woken", all_waiters_are_woken)];

/// And sees what was written before the event was set: loom's cell panics if two threads could be in it at once.
fn a_waiter_is_woken() {
    loom::model(|| {
        let shared = Arc::new((Event::new(), UnsafeCell::new(0)));
        let waiter = thread::spawn({
            let shared = Arc::clone(&shared);
            move || {
                shared.0.wait();
                // SAFETY: after `wait` nobody writes.
                shared.1.with(|value| unsafe { *value })
            }
        });
        // SAFETY: before `set` nobody reads.
        shared.1.with_mut(|value| unsafe { *value = 7 });
        shared.0.set();
        assert_eq!(waiter.join().unwrap(), 7);
    });
}

fn all_waiters_are_woken() {
    loom::model(|| {
        let event = Arc::new(Event::new());
        let waiters = [0; 2].map(|_| {
            let event = Arc::clone(&event);
            thread::spawn(move || event.wait())
        });
        event.set();
        for waiter in waiters {
            waiter.join().unwrap();
        }
    });
}
