//! Runs one future on the calling thread: `asyncio.run` without a loop.

use crate::sync::primitives::{Condvar, Mutex, MutexGuard};
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// Runs `future` on the calling thread and returns its output.
///
/// Polls it once, and then once after each wake-up; between two polls the thread sleeps. Any
/// thread may wake it, and so may the future itself, while it is polled. Wake-ups that come
/// before the next poll count as one. Everything a thread did before it woke the future is
/// visible to that poll.
///
/// A waker may be kept beyond the end: waking it then does nothing.
///
/// # Panics
///
/// If the future panics. It has been dropped when the panic leaves.
///
/// # Hangs
///
/// If nobody wakes the future. A `block_on` inside a future that is itself being run is
/// allowed, and holds up its thread: should the inner future wait for what the outer one, or
/// another task of that thread, has yet to do, it waits for ever.
// ANCHOR: block_on
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let signal = Arc::new(Signal::new());
    let waker = Waker::from(Arc::clone(&signal));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => signal.wait(),
        }
    }
}
// ANCHOR_END: block_on

// ANCHOR: signal
/// Where the thread sleeps. What is to be woken remembers that it was.
struct Signal {
    woken: Mutex<bool>,
    changed: Condvar,
}

impl Signal {
    /// Returns when somebody has woken it since the last time, and forgets it.
    fn wait(&self) {
        let mut woken = self.lock();
        while !*woken {
            let waiting = self.changed.wait(woken);
            woken = waiting.unwrap_or_else(PoisonError::into_inner);
        }
        *woken = false;
    }

    fn lock(&self) -> MutexGuard<'_, bool> {
        self.woken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        *self.lock() = true;
        self.changed.notify_one();
    }
}
// ANCHOR_END: signal

impl Signal {
    fn new() -> Self {
        Signal {
            woken: Mutex::new(false),
            changed: Condvar::new(),
        }
    }
}
