//! Waiting on a condition variable, for ever or up to a time.

use crate::sync::primitives::{Condvar, MutexGuard};
use std::sync::PoisonError;
use std::time::{Duration, Instant};

/// When a wait is to end. With none it does not end by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline(Option<Instant>);

impl Deadline {
    pub(crate) const NEVER: Deadline = Deadline(None);

    /// After so much time from now. A time beyond what an `Instant` can hold never comes.
    pub(crate) fn after(limit: Duration) -> Self {
        Deadline(Instant::now().checked_add(limit))
    }

    /// Sleeps once, and gives the lock back as `Ok`: look at the condition again. `Err`, without a sleep, if the time
    /// is over.
    ///
    /// Who sleeps until the time is over gets `Ok` too, and so looks at the condition once more before it gives up. A
    /// notification that came together with the end of the time is not lost that way.
    pub(crate) fn wait<'a, T>(
        self,
        condvar: &Condvar,
        guard: MutexGuard<'a, T>,
    ) -> Result<MutexGuard<'a, T>, MutexGuard<'a, T>> {
        let Some(end) = self.0 else {
            return Ok(condvar.wait(guard).unwrap_or_else(PoisonError::into_inner));
        };
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(guard);
        }
        let (guard, _) = condvar
            .wait_timeout(guard, left)
            .unwrap_or_else(PoisonError::into_inner);
        Ok(guard)
    }
}
