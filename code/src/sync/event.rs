//! A flag that threads can wait for: Python's `threading.Event`.

use crate::sync::primitives::{Condvar, Mutex};
use std::sync::PoisonError;

// ANCHOR: event
/// A flag that threads can wait for.
///
/// Everything a thread did before [`set`](Event::set) is visible to a thread that has returned from
/// [`wait`](Event::wait) because of it.
///
/// # Fairness
///
/// `set` lets all go that wait at that moment, in whatever order the system wakes them. A waiter that has not got
/// the lock back before the next [`clear`](Event::clear) goes on waiting: an event has no memory of having been set.
///
/// # Panics
///
/// No method panics, and none leaves the flag half changed: a poisoned lock is taken as it is.
#[derive(Debug)]
pub struct Event {
    set: Mutex<bool>,
    changed: Condvar,
}
// ANCHOR_END: event

impl Event {
    /// An event that is not set.
    pub fn new() -> Self {
        Event {
            set: Mutex::new(false),
            changed: Condvar::new(),
        }
    }

    // ANCHOR: wait
    /// Returns when the event is set, at once if it already is.
    pub fn wait(&self) {
        let mut set = self.set.lock().unwrap_or_else(PoisonError::into_inner);
        while !*set {
            set = self
                .changed
                .wait(set)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Sets the event and wakes all that wait.
    pub fn set(&self) {
        *self.set.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_all();
    }
    // ANCHOR_END: wait

    /// Takes the flag back: who comes now waits for the next [`set`](Event::set).
    pub fn clear(&self) {
        *self.set.lock().unwrap_or_else(PoisonError::into_inner) = false;
    }

    /// Whether the event is set at this moment. It may have changed by the time the answer is read.
    pub fn is_set(&self) -> bool {
        *self.set.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
