//! A flag that threads can wait for: Python's `threading.Event`.

use crate::sync::deadline::Deadline;
use crate::sync::primitives::{Condvar, Mutex, MutexGuard};
use std::sync::PoisonError;
use std::time::Duration;

/// A flag that threads can wait for.
///
/// Everything a thread did before [`set`](Event::set) is visible to a thread that has returned
/// from [`wait`](Event::wait) because of it.
///
/// # Fairness
///
/// `set` lets all go that wait at that moment, in whatever order the system wakes them. A
/// [`clear`](Event::clear) that follows at once does not hold them back.
///
/// # Panics
///
/// No method panics, and none leaves the flag half changed: a poisoned lock is taken as it is.
#[derive(Debug)]
pub struct Event {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    set: bool,
    /// How often it has been set. A waiter that sleeps through `set` and `clear` sees it here.
    times: u64,
}

impl Event {
    /// An event that is not set.
    ///
    /// Not `const`, as loom's locks are not: `static E: LazyLock<Event> = LazyLock::new(Event::new);`
    pub fn new() -> Self {
        let (set, times) = (false, 0);
        Event {
            state: Mutex::new(State { set, times }),
            changed: Condvar::new(),
        }
    }

    /// Returns when the event is set, at once if it already is.
    pub fn wait(&self) {
        self.wait_until(Deadline::NEVER);
    }

    /// Returns `true` when the event is set, and `false` if it has not been when `limit` is over.
    pub fn wait_timeout(&self, limit: Duration) -> bool {
        self.wait_until(Deadline::after(limit))
    }

    // ANCHOR: wait
    fn wait_until(&self, deadline: Deadline) -> bool {
        let mut state = self.lock();
        let before = state.times;
        while !state.set && state.times == before {
            match deadline.wait(&self.changed, state) {
                Ok(guard) => state = guard,
                Err(_) => return false,
            }
        }
        true
    }

    /// Sets the event and wakes all that wait.
    pub fn set(&self) {
        let mut state = self.lock();
        state.set = true;
        state.times += 1;
        self.changed.notify_all();
    }
    // ANCHOR_END: wait

    /// Takes the flag back: who comes now waits for the next [`set`](Event::set).
    pub fn clear(&self) {
        self.lock().set = false;
    }

    /// Whether the event is set at this moment. It may have changed by the time the answer is read.
    pub fn is_set(&self) -> bool {
        self.lock().set
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
