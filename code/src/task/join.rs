//! What became of a task, for who waits for it.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use pin_project_lite::pin_project;

use super::executor::{Inner, Task};
use crate::thread_pool::TaskError;

/// Waits for a task: awaiting it gives what the task returned, or how it ended without: it panicked, it was aborted, or its
/// executor is gone.
///
/// Dropping it does not stop the task. What that returns is dropped then, and a panic in it is heard of by nobody but
/// the panic hook.
pub struct JoinHandle<T> {
    outcome: Rc<Outcome<T>>,
    task: Arc<Task>,
    executor: Weak<Inner>,
}

impl<T> JoinHandle<T> {
    pub(super) fn new(outcome: Rc<Outcome<T>>, task: Arc<Task>, executor: Weak<Inner>) -> Self {
        JoinHandle {
            outcome,
            task,
            executor,
        }
    }

    /// Drops the task's future where it waits. If the task aborts itself, that happens at its next wait.
    ///
    /// Does nothing to a task that has ended.
    pub fn abort(&self) {
        if let Some(executor) = self.executor.upgrade() {
            executor.abort(&self.task);
        }
    }

    /// Whether the task has ended: returned, panicked or been aborted.
    pub fn is_finished(&self) -> bool {
        !matches!(*self.outcome.state.borrow(), State::Running)
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, TaskError>;

    /// # Panics
    ///
    /// If it has given the value before.
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if !self.is_finished() {
            self.outcome.waiter.replace(Some(context.waker().clone()));
            return Poll::Pending;
        }
        match self.outcome.state.replace(State::Taken) {
            State::Ended(result) => Poll::Ready(result),
            _ => panic!("a JoinHandle was polled after it had given its value"),
        }
    }
}

/// What a task and its handle share.
pub(super) struct Outcome<T> {
    state: RefCell<State<T>>,
    waiter: Cell<Option<Waker>>,
}

enum State<T> {
    Running,
    Ended(Result<T, TaskError>),
    Taken,
}

impl<T> Outcome<T> {
    pub(super) fn new() -> Rc<Self> {
        Rc::new(Outcome {
            state: RefCell::new(State::Running),
            waiter: Cell::new(None),
        })
    }

    fn end(&self, result: Result<T, TaskError>) {
        let mut state = self.state.borrow_mut();
        if matches!(*state, State::Running) {
            *state = State::Ended(result);
            drop(state);
            if let Some(waiter) = self.waiter.take() {
                waiter.wake();
            }
        }
    }
}

pin_project! {
    /// A task's future, ending in an outcome: with its value, with its panic, or as cancelled if it is dropped before that.
    pub(super) struct Job<F: Future> {
        #[pin]
        future: F,
        ends: Ends<F::Output>,
    }
}

impl<F: Future> Job<F> {
    pub(super) fn new(future: F, outcome: &Rc<Outcome<F::Output>>) -> Self {
        Job {
            future,
            ends: Ends(Rc::clone(outcome)),
        }
    }
}

// ANCHOR: job
impl<F: Future> Future for Job<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let job = self.project();
        let result = match catch_unwind(AssertUnwindSafe(|| job.future.poll(context))) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(value)) => Ok(value),
            Err(panic) => Err(TaskError::Panicked(panic)),
        };
        job.ends.0.end(result);
        Poll::Ready(())
    }
}
// ANCHOR_END: job

/// Dropped with the future.
struct Ends<T>(Rc<Outcome<T>>);

impl<T> Drop for Ends<T> {
    fn drop(&mut self) {
        self.0.end(Err(TaskError::Cancelled));
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle")
            .field("finished", &self.is_finished())
            .finish_non_exhaustive()
    }
}
