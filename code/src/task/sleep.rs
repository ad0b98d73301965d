//! Time, for tasks.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use super::executor::current;
use super::timer::{Timer, TimerKey};

/// A future that is ready when its time has come. Dropping it takes it out of the timer.
#[derive(Debug)]
pub struct Sleep {
    /// `None`: later than the clock can say.
    until: Option<Instant>,
    waiting: Option<(Rc<RefCell<Timer>>, TimerKey)>,
}

/// Waits so long, counted from now and not from the first poll.
///
/// It may take longer, as the executor looks at the clock between polls, and the kernel wakes it some tens of microseconds
/// late.
///
/// # Panics
///
/// Awaited where no executor runs.
pub fn sleep(duration: Duration) -> Sleep {
    let until = Instant::now().checked_add(duration);
    Sleep {
        until,
        waiting: None,
    }
}

// ANCHOR: sleep
impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Some(until) = self.until else {
            return Poll::Pending;
        };
        if Instant::now() >= until {
            return Poll::Ready(());
        }
        let (current, waker) = (Rc::clone(&current().timer), context.waker().clone());
        match &self.waiting {
            Some((timer, key)) if Rc::ptr_eq(timer, &current) => {
                let old = timer.borrow_mut().update(*key, waker);
                drop(old); // code of others
            }
            // The first poll, or the first on this executor.
            _ => {
                self.forget();
                let key = current.borrow_mut().add(until, waker);
                self.waiting = Some((current, key));
            }
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.forget();
    }
}
// ANCHOR_END: sleep

impl Sleep {
    fn forget(&mut self) {
        if let Some((timer, key)) = self.waiting.take() {
            let old = timer.borrow_mut().remove(key);
            drop(old);
        }
    }
}
