//! A task, from the closure that was submitted to the result that was asked for.

use std::any::Any;
use std::cell::Cell;
use std::error::Error;
use std::fmt;
use std::mem;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use crate::sync::deadline::Deadline;
use crate::sync::primitives::{Condvar, Mutex, MutexGuard, thread_local};

/// Why a task has no result.
pub enum TaskError {
    /// It panicked, with this payload: what `JoinHandle::join` gives for a thread.
    Panicked(Box<dyn Any + Send>),
    /// It was cancelled, and has been dropped: a closure before a worker began it, a future where it waited.
    Cancelled,
}

impl TaskError {
    /// What the panic said, if its payload is a text, as that of `panic!` is.
    pub fn message(&self) -> Option<&str> {
        match self {
            TaskError::Panicked(payload) => payload
                .downcast_ref::<&str>()
                .copied()
                .or_else(|| payload.downcast_ref::<String>().map(String::as_str)),
            TaskError::Cancelled => None,
        }
    }
}

impl fmt::Debug for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TaskError::Panicked(_) => f.debug_tuple("Panicked").field(&self.message()).finish(),
            TaskError::Cancelled => f.write_str("Cancelled"),
        }
    }
}

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.message()) {
            (TaskError::Panicked(_), Some(message)) => write!(f, "the task panicked: {message}"),
            (TaskError::Panicked(_), None) => f.write_str("the task panicked"),
            (TaskError::Cancelled, _) => f.write_str("the task was cancelled before it began"),
        }
    }
}

impl Error for TaskError {}

// ANCHOR: task
/// One allocation for the whole life of a task: the queue and the handle share it.
pub(crate) struct Task<F, T> {
    progress: Mutex<Progress<F, T>>,
    done: Condvar,
    /// For the queue, which cleans up by it and may be told late.
    begun: AtomicBool,
}

struct Progress<F, T> {
    step: Step<F, T>,
    /// Somebody sleeps until it is done. A notify that nobody needs would be a system call.
    awaited: bool,
}

enum Step<F, T> {
    Submitted(F),
    Begun,
    Done(Result<T, TaskError>),
    /// The result has been handed out.
    Taken,
}
// ANCHOR_END: task

/// What a worker does with a task, whatever its types.
pub(crate) trait Run: Send + Sync {
    /// Runs the task, unless somebody has begun or cancelled it. Never panics.
    fn run(&self);
    /// Drops the task, unless somebody has begun it. Whether it did.
    fn cancel(&self) -> bool;
    /// Whether there is nothing left in it for a worker. May be late to say so.
    fn is_begun(&self) -> bool;
}

/// What a handle does with a task, whatever its closure.
pub(crate) trait Outcome<T>: Run {
    fn is_done(&self) -> bool;
    /// Waits for the result, and takes it, which can be done once. `None` when that took until `deadline`.
    fn wait(&self, deadline: Deadline) -> Option<Result<T, TaskError>>;
}

impl<F: FnOnce() -> T, T> Task<F, T> {
    pub(crate) fn new(task: F) -> Self {
        Task {
            progress: Mutex::new(Progress {
                step: Step::Submitted(task),
                awaited: false,
            }),
            done: Condvar::new(),
            begun: AtomicBool::new(false),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Progress<F, T>> {
        // Nothing of the user's runs under the lock, so nothing panics there.
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    // ANCHOR: begin
    /// The closure, for the one who is first: a worker, a waiter or the one who cancels.
    fn begin(&self) -> Option<F> {
        let mut progress = self.lock();
        match mem::replace(&mut progress.step, Step::Begun) {
            Step::Submitted(task) => {
                self.begun.store(true, Ordering::Relaxed);
                Some(task)
            }
            later => {
                progress.step = later;
                None
            }
        }
    }

    fn finish(&self, result: Result<T, TaskError>) {
        let mut progress = self.lock();
        progress.step = Step::Done(result);
        let awaited = progress.awaited;
        drop(progress);
        if awaited {
            self.done.notify_one(); // the handle, of which there is one
        }
    }
    // ANCHOR_END: begin
}

// ANCHOR: run
impl<F: FnOnce() -> T + Send, T: Send> Run for Task<F, T> {
    fn run(&self) {
        if let Some(task) = self.begin() {
            let result = panic::catch_unwind(AssertUnwindSafe(task));
            self.finish(result.map_err(TaskError::Panicked));
        }
    }
    // ANCHOR_END: run

    fn cancel(&self) -> bool {
        let Some(task) = self.begin() else {
            return false;
        };
        // Before the result is there, so that who sees it cancelled sees what it had captured dropped. A destructor may panic.
        let dropped = panic::catch_unwind(AssertUnwindSafe(|| drop(task)));
        self.finish(Err(TaskError::Cancelled));
        if let Err(payload) = dropped {
            mem::forget(payload);
        }
        true
    }

    fn is_begun(&self) -> bool {
        self.begun.load(Ordering::Relaxed)
    }
}

impl<F: FnOnce() -> T + Send, T: Send> Outcome<T> for Task<F, T> {
    fn is_done(&self) -> bool {
        matches!(self.lock().step, Step::Done(_) | Step::Taken)
    }

    // ANCHOR: wait
    fn wait(&self, deadline: Deadline) -> Option<Result<T, TaskError>> {
        let mut progress = self.lock();
        while matches!(progress.step, Step::Submitted(_) | Step::Begun) {
            progress.awaited = true;
            progress = deadline.wait(&self.done, progress).ok()?;
        }
        match mem::replace(&mut progress.step, Step::Taken) {
            Step::Done(result) => Some(result),
            _ => unreachable!("a handle that has given its result is gone"),
        }
    }
    // ANCHOR_END: wait
}

thread_local! {
    /// The pool whose worker this thread is.
    #[allow(clippy::missing_const_for_thread_local, reason = "loom's macro does not know it")]
    static POOL: Cell<PoolId> = Cell::new(PoolId(0));
}

/// Tells pools apart: the address of what its workers share. None has 0.
///
/// A later pool may get the address of one that is gone. By then the last worker of the first has ended with an empty
/// queue that was closed, so no task of it is left that a handle could take for its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PoolId(pub(crate) usize);

impl PoolId {
    /// Says that the calling thread is one of this pool's workers.
    pub(crate) fn enter(self) {
        POOL.with(|pool| pool.set(self));
    }

    fn is_here(self) -> bool {
        POOL.with(|pool| pool.get() == self)
    }
}

/// A task that was submitted. Dropping it loses the result and not the task: the task is run all the same.
pub struct Handle<T> {
    task: Arc<dyn Outcome<T>>,
    pool: PoolId,
}

impl<T> Handle<T> {
    pub(crate) fn new(task: Arc<dyn Outcome<T>>, pool: PoolId) -> Self {
        Handle { task, pool }
    }

    // ANCHOR: result
    /// Waits for the task, and gives what it returned or why it returned nothing.
    ///
    /// In a worker of the same pool a task that nobody has begun is run here and now: the
    /// worker that would have to do it may be the one that waits.
    ///
    /// A task that waits for its own result waits for ever, and so do two that wait for
    /// each other.
    pub fn result(self) -> Result<T, TaskError> {
        if self.pool.is_here() {
            self.task.run();
        }
        self.task
            .wait(Deadline::NEVER)
            .expect("there is no deadline")
    }
    // ANCHOR_END: result

    /// Waits so long for the task; if that is not enough, the handle comes back.
    ///
    /// Unlike [`Handle::result`] it never runs the task itself, for that might take longer.
    pub fn result_timeout(self, limit: Duration) -> Result<Result<T, TaskError>, Handle<T>> {
        self.task.wait(Deadline::after(limit)).ok_or(self)
    }

    /// Whether [`Handle::result`] would return at once.
    pub fn is_done(&self) -> bool {
        self.task.is_done()
    }

    /// Drops the task if nobody has begun it, and says whether it did. Its result is [`TaskError::Cancelled`] then.
    pub fn cancel(&self) -> bool {
        self.task.cancel()
    }
}

impl<T> fmt::Debug for Handle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}
