//! A place where threads wait until all have come: Python's `threading.Barrier`.

use crate::sync::deadline::Deadline;
use crate::sync::primitives::{Condvar, Mutex, MutexGuard};
use std::error::Error;
use std::fmt;
use std::sync::PoisonError;
use std::thread;
use std::time::Duration;

/// A place where a fixed number of threads wait until all of them have come, round after round.
///
/// Everything a thread did before its [`wait`](Barrier::wait) is visible to all after theirs.
///
/// # A party that does not come
///
/// It would leave the others waiting for ever. A barrier can therefore be *broken*: by
/// [`abort`](Barrier::abort), by a time-out, or by a panic in a thread that holds a
/// [`BreakOnPanic`]. All that wait then, and all that come later, get [`Broken`]. It stays so: to
/// go on, make a new barrier.
///
/// # Fairness
///
/// A round lets go all that came for it, in whatever order the system wakes them. Who comes for
/// the next round does not hold them back.
///
/// # Panics
///
/// [`new`](Barrier::new) does if there are no parties; no other method panics.
#[derive(Debug)]
pub struct Barrier {
    parties: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    /// How many have come in this round.
    arrived: usize,
    /// The number of the round. It changes when all have come, and that is what they wait for.
    round: u64,
    broken: bool,
}

/// What [`Barrier::wait`] says to each of those that have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    leader: bool,
}

impl Arrival {
    /// True for one thread of a round: the one that came last.
    pub fn is_leader(&self) -> bool {
        self.leader
    }
}

/// The barrier will not open any more: somebody has aborted it, timed out or panicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the barrier is broken: not all will come")
    }
}

impl Error for Broken {}

impl Barrier {
    /// A barrier for so many threads.
    ///
    /// # Panics
    ///
    /// If `parties` is zero.
    pub fn new(parties: usize) -> Self {
        assert!(parties > 0, "a barrier needs at least one party");
        let state = State {
            arrived: 0,
            round: 0,
            broken: false,
        };
        Barrier {
            parties,
            state: Mutex::new(state),
            changed: Condvar::new(),
        }
    }

    /// Returns when as many threads wait as the barrier has parties. The next round may begin before all have left.
    ///
    /// More threads than parties may come: each `parties` of them make a round.
    ///
    /// # Errors
    ///
    /// [`Broken`] if the barrier is broken before the round is complete.
    pub fn wait(&self) -> Result<Arrival, Broken> {
        self.wait_until(Deadline::NEVER)
    }

    /// The same, but breaks the barrier, for all, if the round is not complete when `limit` is over.
    ///
    /// # Errors
    ///
    /// [`Broken`], as for [`wait`](Barrier::wait), and after a time-out.
    pub fn wait_timeout(&self, limit: Duration) -> Result<Arrival, Broken> {
        self.wait_until(Deadline::after(limit))
    }

    // ANCHOR: wait
    fn wait_until(&self, deadline: Deadline) -> Result<Arrival, Broken> {
        let mut state = self.lock();
        if state.broken {
            return Err(Broken);
        }
        state.arrived += 1;
        if state.arrived == self.parties {
            state.arrived = 0;
            state.round += 1;
            self.changed.notify_all();
            return Ok(Arrival { leader: true });
        }
        let mine = state.round;
        while state.round == mine {
            if state.broken {
                return Err(Broken);
            }
            match deadline.wait(&self.changed, state) {
                Ok(guard) => state = guard,
                Err(guard) => {
                    self.break_it(guard);
                    return Err(Broken);
                }
            }
        }
        Ok(Arrival { leader: false })
    }

    fn break_it(&self, mut state: MutexGuard<'_, State>) {
        state.broken = true;
        self.changed.notify_all();
    }
    // ANCHOR_END: wait

    /// Breaks the barrier: all that wait get [`Broken`], and all that come.
    pub fn abort(&self) {
        self.break_it(self.lock());
    }

    /// Whether it is broken at this moment. A barrier that is broken stays so.
    pub fn is_broken(&self) -> bool {
        self.lock().broken
    }

    /// A value to hold while working for the others: dropped by a panic it breaks the barrier.
    ///
    /// Not by a panic that was under way when it was made, as in a destructor that an unwinding runs.
    pub fn break_on_panic(&self) -> BreakOnPanic<'_> {
        BreakOnPanic {
            barrier: self,
            panicking_before: thread::panicking(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Breaks its barrier if the thread that holds it panics. See [`Barrier::break_on_panic`].
#[derive(Debug)]
#[must_use = "dropped at once it guards nothing"]
pub struct BreakOnPanic<'a> {
    barrier: &'a Barrier,
    /// The thread was unwinding when this was made: that says nothing about the work since.
    panicking_before: bool,
}

impl Drop for BreakOnPanic<'_> {
    fn drop(&mut self) {
        if !self.panicking_before && thread::panicking() {
            self.barrier.abort();
        }
    }
}
