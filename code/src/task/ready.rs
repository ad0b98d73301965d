//! What other threads touch of an executor: the queue of tasks that can go on, and the sleep of the thread that runs them.

use crate::sync::primitives::{AtomicBool, Mutex, MutexGuard, Ordering};
use std::collections::VecDeque;
use std::mem;
use std::sync::{Arc, PoisonError};
use std::task::Wake;

/// A sleeping thread as others see it.
pub trait Sleeper: Send + Sync + 'static {
    /// Ends its sleep; if it is about to fall asleep, it must not.
    fn call(&self);
}

/// The tasks that can go on, in the order in which they were woken.
#[derive(Debug)]
pub struct ReadyQueue<S> {
    state: Mutex<State<S>>,
    sleeper: S,
}

#[derive(Debug)]
struct State<S> {
    tasks: VecDeque<Arc<Task<S>>>,
    /// The thread sleeps or is about to. Whoever puts the next task in has to call it.
    asleep: bool,
    closed: bool,
}

/// A task as its wakers see it: where it stands in the executor, and the queue to put it into.
///
/// The future is not in here. It may be one that must not leave its thread; a waker may.
#[derive(Debug)]
pub struct Task<S> {
    key: usize,
    queued: AtomicBool,
    queue: Arc<ReadyQueue<S>>,
}

impl<S: Sleeper> ReadyQueue<S> {
    /// An empty queue of the thread that sleeps in `sleeper`.
    pub fn new(sleeper: S) -> Arc<Self> {
        let tasks = VecDeque::new();
        Arc::new(ReadyQueue {
            state: Mutex::new(State {
                tasks,
                asleep: false,
                closed: false,
            }),
            sleeper,
        })
    }

    /// Moves all that is in the queue to the end of `batch`.
    pub fn take(&self, batch: &mut VecDeque<Arc<Task<S>>>) {
        batch.append(&mut self.lock().tasks);
    }

    // ANCHOR: sleep
    /// Whether the thread may go to sleep. From then on it is called when a task comes.
    pub fn may_sleep(&self) -> bool {
        let mut state = self.lock();
        state.asleep = state.tasks.is_empty();
        state.asleep
    }

    /// The thread is back: tasks that come now need not call it.
    pub fn awake(&self) {
        self.lock().asleep = false;
    }

    fn push(&self, task: Arc<Task<S>>) {
        let mut state = self.lock();
        if state.closed {
            return;
        }
        state.tasks.push_back(task);
        let asleep = mem::take(&mut state.asleep);
        drop(state);
        if asleep {
            self.sleeper.call();
        }
    }
    // ANCHOR_END: sleep

    /// What its tasks sleep in.
    pub fn sleeper(&self) -> &S {
        &self.sleeper
    }

    /// From now on nothing is put into it. A task holds the queue, so one left in the queue would keep both for ever.
    pub fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        let tasks = mem::take(&mut state.tasks);
        drop(state);
        drop(tasks);
    }

    /// No method runs code of others while it holds the lock, so a poisoned one is taken as it is.
    fn lock(&self) -> MutexGuard<'_, State<S>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Sleeper> Task<S> {
    /// A task that the executor keeps under `key`.
    pub fn new(key: usize, queue: Arc<ReadyQueue<S>>) -> Arc<Self> {
        Arc::new(Task {
            key,
            queued: AtomicBool::new(false),
            queue,
        })
    }

    /// Where the executor keeps its future.
    pub fn key(&self) -> usize {
        self.key
    }

    /// Its future is about to be polled: who wakes it from now on puts it into the queue again.
    ///
    /// An exchange and not a store, so that the poll sees all that was done before those wakes that found it in the queue.
    pub fn begin(&self) {
        self.queued.swap(false, Ordering::AcqRel);
    }
}

// ANCHOR: wake
impl<S: Sleeper> Wake for Task<S> {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // Once in the queue is enough.
        if !self.queued.swap(true, Ordering::AcqRel) {
            self.queue.push(Arc::clone(self));
        }
    }
}
// ANCHOR_END: wake
