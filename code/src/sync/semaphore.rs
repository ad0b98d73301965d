//! So many at once and no more: Python's `threading.Semaphore`.

use crate::sync::deadline::Deadline;
use crate::sync::primitives::{AtomicU32, AtomicU64, Condvar, Mutex, MutexGuard, Ordering};
use std::error::Error;
use std::fmt;
use std::mem;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

/// A number of permits. Who wants one and finds none waits.
///
/// Everything a thread did before it gave a permit back is visible to whoever gets it next. A
/// permit has no owner in particular: it may be sent to another thread and be given back there.
///
/// # Fairness
///
/// There is no queue. A thread that asks at the right moment gets ahead of those that sleep, so a
/// waiter may wait for long while others come and go.
///
/// # Panics
///
/// No method panics. A thread that panics gives its permits back, as any destructor runs.
// ANCHOR: state
pub struct Semaphore {
    /// Permits that are free, in the lower half, and threads that wait, in the upper half.
    state: AtomicU64,
    /// Permits that exist, free or not. Never more than `u32::MAX`, so the lower half never
    /// runs over.
    existing: AtomicU32,
    /// For those that must wait.
    lock: Mutex<()>,
    freed: Condvar,
}

const PERMIT: u64 = 1;
const WAITER: u64 = 1 << 32;

fn free(state: u64) -> u32 {
    state as u32
}

fn waiting(state: u64) -> u32 {
    (state >> 32) as u32
}
// ANCHOR_END: state

impl Semaphore {
    /// A semaphore with so many permits, all of them free. With none at first, it is something to wait for until
    /// somebody [adds](Semaphore::add_permits) one.
    ///
    /// Not `const`, as loom's locks are not: `static S: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(3));`
    pub fn new(permits: u32) -> Self {
        Semaphore {
            state: AtomicU64::new(u64::from(permits)),
            existing: AtomicU32::new(permits),
            lock: Mutex::new(()),
            freed: Condvar::new(),
        }
    }

    /// Takes a permit, and waits for one if none is free. Dropping the permit gives it back.
    #[inline]
    pub fn acquire(&self) -> Permit<'_> {
        if !self.take(PERMIT) {
            self.wait_until(Deadline::NEVER);
        }
        Permit { semaphore: self }
    }

    /// Takes a permit if one is free.
    #[inline]
    pub fn try_acquire(&self) -> Option<Permit<'_>> {
        self.take(PERMIT).then(|| Permit { semaphore: self })
    }

    /// Takes a permit, and waits for one for as long as `limit`.
    pub fn acquire_timeout(&self, limit: Duration) -> Option<Permit<'_>> {
        (self.take(PERMIT) || self.wait_until(Deadline::after(limit)))
            .then(|| Permit { semaphore: self })
    }

    /// Like [`acquire`](Semaphore::acquire), with a permit that keeps the semaphore alive by itself. It may travel
    /// with work that must be `'static`: a task of a pool, or a thread that is not scoped.
    pub fn acquire_owned(self: &Arc<Self>) -> OwnedPermit {
        self.own(self.acquire())
    }

    /// Takes such a permit if one is free.
    pub fn try_acquire_owned(self: &Arc<Self>) -> Option<OwnedPermit> {
        self.try_acquire().map(|permit| self.own(permit))
    }

    fn own(self: &Arc<Self>, permit: Permit<'_>) -> OwnedPermit {
        mem::forget(permit); // to be given back by the one that is owned
        OwnedPermit {
            semaphore: Arc::clone(self),
        }
    }

    // ANCHOR: take
    /// If a permit is free, takes `what` off the state.
    #[inline]
    fn take(&self, what: u64) -> bool {
        let mut state = self.state.load(Ordering::Relaxed);
        while free(state) > 0 {
            match self.state.compare_exchange_weak(
                state,
                state - what,
                Ordering::Acquire,
                Ordering::Relaxed,
            ) {
                Ok(_) => return true,
                Err(now) => state = now,
            }
        }
        false
    }
    // ANCHOR_END: take

    // ANCHOR: wait
    /// Waits for a permit and takes it. False if the time is over first.
    #[cold]
    fn wait_until(&self, deadline: Deadline) -> bool {
        let mut guard = self.lock();
        self.state.fetch_add(WAITER, Ordering::Relaxed);
        while !self.take(PERMIT + WAITER) {
            match deadline.wait(&self.freed, guard) {
                Ok(woken) => guard = woken,
                Err(_) => {
                    self.state.fetch_sub(WAITER, Ordering::Relaxed);
                    return false;
                }
            }
        }
        true
    }

    #[inline]
    fn release(&self, permits: u32) {
        let before = self.state.fetch_add(u64::from(permits), Ordering::Release);
        if waiting(before) > 0 {
            self.wake(permits);
        }
    }

    #[cold]
    fn wake(&self, permits: u32) {
        // Who has looked at the state and not yet slept holds the lock until it sleeps.
        drop(self.lock());
        if permits == 1 {
            self.freed.notify_one();
        } else {
            self.freed.notify_all();
        }
    }
    // ANCHOR_END: wait

    /// Makes so many more permits, which anybody may take.
    ///
    /// # Errors
    ///
    /// [`TooManyPermits`] if there would be more than `u32::MAX` of them, those in use included. None is made then.
    pub fn add_permits(&self, permits: u32) -> Result<(), TooManyPermits> {
        let mut existing = self.existing.load(Ordering::Relaxed);
        loop {
            let more = existing.checked_add(permits).ok_or(TooManyPermits)?;
            match self.existing.compare_exchange_weak(
                existing,
                more,
                Ordering::Acquire,
                Ordering::Relaxed,
            ) {
                Ok(_) => break,
                Err(now) => existing = now,
            }
        }
        self.release(permits);
        Ok(())
    }

    /// How many permits are free at this moment. It may have changed by the time the answer is read.
    pub fn available(&self) -> u32 {
        free(self.state.load(Ordering::Relaxed))
    }

    fn lock(&self) -> MutexGuard<'_, ()> {
        self.lock.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Semaphore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state.load(Ordering::Relaxed);
        f.debug_struct("Semaphore")
            .field("free", &free(state))
            .field("waiting", &waiting(state))
            .finish()
    }
}

/// There would be more permits than `u32::MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManyPermits;

impl fmt::Display for TooManyPermits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {} permits", u32::MAX)
    }
}

impl Error for TooManyPermits {}

/// A permit of a [`Semaphore`]. Dropping it gives it back.
#[derive(Debug)]
#[must_use = "dropped at once the permit is given back at once"]
pub struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Drop for Permit<'_> {
    #[inline]
    fn drop(&mut self) {
        self.semaphore.release(1);
    }
}

impl Permit<'_> {
    /// Ends the permit without giving it back: the semaphore has one fewer from now on.
    pub fn forget(self) {
        // What took this permit off the state comes before what another adds in its place.
        self.semaphore.existing.fetch_sub(1, Ordering::Release);
        mem::forget(self);
    }
}

/// A permit that keeps its [`Semaphore`] alive. Dropping it gives it back. See [`Semaphore::acquire_owned`].
#[derive(Debug)]
#[must_use = "dropped at once the permit is given back at once"]
pub struct OwnedPermit {
    semaphore: Arc<Semaphore>,
}

impl Drop for OwnedPermit {
    fn drop(&mut self) {
        self.semaphore.release(1);
    }
}
