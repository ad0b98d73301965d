//! The pool: a queue of tasks, and the workers that take them from it.

use std::collections::VecDeque;
use std::io;
use std::mem;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, PoisonError};

use crate::sync::primitives::{Condvar, Mutex, MutexGuard, thread};
use crate::thread_pool::task::{Handle, PoolId, Run, Task};

// ANCHOR: pool
/// Threads that run what is submitted. See the [module](crate::thread_pool).
#[derive(Debug)]
pub struct ThreadPool {
    shared: Arc<Shared>,
    workers: Vec<thread::JoinHandle<()>>,
}

struct Shared {
    queue: Mutex<Queue>,
    work: Condvar,
}

struct Queue {
    tasks: VecDeque<Arc<dyn Run>>,
    open: bool,
    /// Workers that sleep, one that has been notified and is not yet awake among them.
    sleeping: usize,
    /// There is such a one.
    waking: bool,
}
// ANCHOR_END: pool

impl ThreadPool {
    /// A pool of so many workers, which are named `pool-0`, `pool-1` and so on.
    ///
    /// # Errors
    ///
    /// When the system gives no more threads. Workers that were started have ended by then.
    ///
    /// # Panics
    ///
    /// With no workers at all.
    pub fn new(workers: usize) -> io::Result<Self> {
        assert!(workers > 0, "a pool without workers");
        let mut pool = ThreadPool {
            shared: Arc::new(Shared {
                queue: Mutex::new(Queue {
                    tasks: VecDeque::new(),
                    open: true,
                    sleeping: 0,
                    waking: false,
                }),
                work: Condvar::new(),
            }),
            workers: Vec::new(),
        };
        for number in 0..workers {
            let shared = Arc::clone(&pool.shared);
            let worker = thread::Builder::new()
                .name(format!("pool-{number}"))
                .spawn(move || work(&shared))?;
            pool.workers.push(worker);
        }
        Ok(pool)
    }

    /// How many workers there are.
    pub fn workers(&self) -> usize {
        self.workers.len()
    }

    /// Puts a task into the queue, which takes any number. Returns at once.
    pub fn submit<F, T>(&self, task: F) -> Handle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let task = Arc::new(Task::new(task));
        self.shared.push(Arc::clone(&task) as Arc<dyn Run>);
        Handle::new(task, self.shared.id())
    }

    /// Runs all that was submitted, and waits until the last worker has ended. Dropping the pool does the same.
    ///
    /// In a task of this pool neither waits: the task itself would be waited for. The workers end after it.
    pub fn join(self) {}

    /// Drops all tasks that no worker has begun, waits for the others as [`join`](ThreadPool::join) does, and says how
    /// many it dropped.
    pub fn cancel(self) -> usize {
        let tasks = mem::take(&mut self.shared.lock().tasks);
        tasks.iter().filter(|task| task.cancel()).count()
    }
}

// ANCHOR: drop
impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.lock().open = false;
        self.shared.work.notify_all();
        // A task may own the last reference to its pool. It waits for nobody: not for
        // itself, nor for tasks that may be waiting for it. The workers end after it.
        let here = thread::current().id();
        let inside = (self.workers.iter()).any(|worker| worker.thread().id() == here);
        for worker in self.workers.drain(..).filter(|_| !inside) {
            worker.join().expect("a worker does not panic");
        }
    }
}
// ANCHOR_END: drop

// ANCHOR: work
fn work(shared: &Shared) {
    shared.id().enter();
    while let Some(task) = shared.next() {
        task.run();
        // The last reference drops a result that nobody has asked for, and a destructor may
        // panic.
        if let Err(payload) = panic::catch_unwind(AssertUnwindSafe(|| drop(task))) {
            mem::forget(payload);
        }
    }
}

impl Shared {
    fn push(&self, task: Arc<dyn Run>) {
        let mut queue = self.lock();
        let begun = queue.make_room();
        queue.tasks.push_back(task);
        let wake = queue.wake_another();
        drop(queue);
        drop(begun);
        if wake {
            self.work.notify_one();
        }
    }

    /// The next task, when there is one. `None` when the pool is at its end and the queue
    /// is empty.
    fn next(&self) -> Option<Arc<dyn Run>> {
        let mut queue = self.lock();
        loop {
            if let Some(task) = queue.tasks.pop_front() {
                let wake = queue.wake_another();
                drop(queue);
                if wake {
                    self.work.notify_one();
                }
                return Some(task);
            }
            if !queue.open {
                return None;
            }
            queue.sleeping += 1;
            queue = self
                .work
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
            queue.sleeping -= 1;
            queue.waking = false;
        }
    }
    // ANCHOR_END: work

    fn lock(&self) -> MutexGuard<'_, Queue> {
        // Nothing of the user's runs under the lock, so nothing panics there.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn id(&self) -> PoolId {
        PoolId(std::ptr::from_ref(self).addr())
    }
}

impl Queue {
    /// Before the queue grows, takes out what waiters and cancellers have begun in place of a worker. Tasks that each
    /// submit one and wait for it would leave one empty shell after the other behind, and nobody comes by to take them.
    fn make_room(&mut self) -> VecDeque<Arc<dyn Run>> {
        if self.tasks.len() < self.tasks.capacity() {
            return VecDeque::new();
        }
        let (begun, mut waiting): (VecDeque<_>, VecDeque<_>) = mem::take(&mut self.tasks)
            .into_iter()
            .partition(|task| task.is_begun());
        // As much room again, so that the next look is as many tasks away as it will be long.
        waiting.reserve(waiting.len().max(16));
        self.tasks = waiting;
        begun
    }

    // ANCHOR: wake
    /// Whether a worker is to be notified: there is work, one sleeps, and none is on its
    /// way already. That one will ask again when it has its task. (Between this and the
    /// notify the caller may lose its core; until it is back, nobody is woken. Nothing is
    /// lost by it but that time.)
    fn wake_another(&mut self) -> bool {
        let wake = !self.tasks.is_empty() && self.sleeping > 0 && !self.waking;
        self.waking |= wake;
        wake
    }
    // ANCHOR_END: wake
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let queue = self.lock();
        f.debug_struct("Shared")
            .field("queued", &queue.tasks.len())
            .field("sleeping", &queue.sleeping)
            .finish_non_exhaustive()
    }
}
