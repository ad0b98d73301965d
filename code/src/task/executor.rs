//! Runs futures on one thread: what asyncio calls an event loop.
//!
//! ```
//! use std::time::Duration;
//!
//! use code::task::{Executor, sleep, spawn};
//!
//! let executor = Executor::new()?;
//! let sum = executor.run_until_complete(async {
//!     let slow = spawn(async {
//!         sleep(Duration::from_millis(2)).await;
//!         40
//!     });
//!     let fast = spawn(async { 2 });
//!     slow.await.unwrap() + fast.await.unwrap()
//! });
//! assert_eq!(sum, 42);
//! # Ok::<(), std::io::Error>(())
//! ```

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::future::{self, Future};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

use polling::Poller;
use slab::Slab;

use super::join::{Job, JoinHandle, Outcome};
use super::reactor::Reactor;
use super::ready;
use super::timer::Timer;

pub(super) type ReadyQueue = ready::ReadyQueue<Arc<Poller>>;
pub(super) type Task = ready::Task<Arc<Poller>>;

/// The future given to `run_until_complete` is kept by nobody, so nobody's key.
const MAIN: usize = usize::MAX;

/// So many polls, and the executor looks at the clock and at the sockets although tasks are ready.
const POLLS_BETWEEN_LOOKS: u32 = 61;

/// Runs futures on the thread that calls [`run_until_complete`](Executor::run_until_complete), and sleeps in the kernel when
/// none of them can go on.
///
/// The futures need not be `Send`. Their wakers are: any thread may wake a task, also while the executor sleeps.
///
/// # Fairness
///
/// Tasks run in the order in which they were woken, each until it waits. Nobody interrupts one that does not: neither do
/// the others run meanwhile, nor does time pass for them. After 61 polls in a row the executor looks for sockets that
/// are ready and deadlines that have come. A read that finds data does not wait, so a task that reads from a source which
/// always has some lets no other run; [`yield_now`] does.
///
/// # Panics
///
/// A panic in a spawned task is caught and handed to who awaits its [`JoinHandle`]; the other tasks go on. A panic of the
/// future given to `run_until_complete` passes through to the caller; the tasks are kept, and go on in the next call.
///
/// # The end
///
/// `run_until_complete` returns when its future is ready. Other tasks stay where they are until the next call. Dropping
/// the executor drops them.
#[derive(Debug)]
pub struct Executor {
    inner: Rc<Inner>,
}

pub(super) struct Inner {
    /// Spawned and not ended.
    tasks: RefCell<Slab<Spawned>>,
    /// Those whose turn it is, before those that are in `ready`.
    turn: RefCell<VecDeque<Arc<Task>>>,
    ready: Arc<ReadyQueue>,
    pub(super) timer: Rc<RefCell<Timer>>,
    pub(super) reactor: Rc<Reactor>,
    polls: Cell<u32>,
}

struct Spawned {
    task: Arc<Task>,
    /// Not there while it is being polled.
    future: Option<Pin<Box<dyn Future<Output = ()>>>>,
    aborted: bool,
}

thread_local! {
    static CURRENT: RefCell<Option<Rc<Inner>>> = const { RefCell::new(None) };
}

impl Executor {
    /// An executor without tasks.
    ///
    /// # Errors
    ///
    /// The kernel has no descriptors left for its poller: on Linux it takes three.
    pub fn new() -> io::Result<Self> {
        let poller = Arc::new(Poller::new()?);
        let inner = Rc::new(Inner {
            tasks: RefCell::default(),
            turn: RefCell::default(),
            ready: ReadyQueue::new(Arc::clone(&poller)),
            timer: Rc::default(),
            reactor: Reactor::new(poller),
            polls: Cell::new(0),
        });
        Ok(Executor { inner })
    }

    // ANCHOR: run
    /// Runs `future` and all tasks until `future` is ready, and returns its value.
    ///
    /// If neither it nor any task will ever be woken, this sleeps for ever.
    ///
    /// # Panics
    ///
    /// If an executor runs on this thread already. If `epoll_wait` fails, which would be a bug here.
    pub fn run_until_complete<F: Future>(&self, future: F) -> F::Output {
        let _entered = Entered::new(&self.inner);
        let mut future = pin!(future);
        let main = Task::new(MAIN, Arc::clone(&self.inner.ready));
        let waker = Waker::from(Arc::clone(&main));
        main.wake_by_ref();
        loop {
            match self.inner.next() {
                Some(task) if Arc::ptr_eq(&task, &main) => {
                    task.begin();
                    if let Poll::Ready(value) =
                        future.as_mut().poll(&mut Context::from_waker(&waker))
                    {
                        return value;
                    }
                }
                Some(task) => self.inner.poll(task),
                None => self.inner.sleep(),
            }
        }
    }
    // ANCHOR_END: run

    /// Makes a task of `future`. It runs when [`run_until_complete`](Executor::run_until_complete) does.
    pub fn spawn<T: 'static>(&self, future: impl Future<Output = T> + 'static) -> JoinHandle<T> {
        self.inner.spawn(future)
    }

    /// How many tasks have been spawned and have not ended.
    pub fn alive(&self) -> usize {
        self.inner.tasks.borrow().len()
    }
}

/// Makes a task of `future` on the executor that runs on this thread.
///
/// # Panics
///
/// If none does.
pub fn spawn<T: 'static>(future: impl Future<Output = T> + 'static) -> JoinHandle<T> {
    current().spawn(future)
}

/// Lets all tasks that are ready run before it goes on.
pub async fn yield_now() {
    let mut yielded = false;
    future::poll_fn(|context| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

pub(super) fn current() -> Rc<Inner> {
    CURRENT.with_borrow(|current| {
        Rc::clone(current.as_ref().expect("no executor runs on this thread"))
    })
}

impl Inner {
    fn spawn<T: 'static>(
        self: &Rc<Self>,
        future: impl Future<Output = T> + 'static,
    ) -> JoinHandle<T> {
        let outcome = Outcome::new();
        let mut tasks = self.tasks.borrow_mut();
        let entry = tasks.vacant_entry();
        let task = Task::new(entry.key(), Arc::clone(&self.ready));
        entry.insert(Spawned {
            task: Arc::clone(&task),
            future: Some(Box::pin(Job::new(future, &outcome))),
            aborted: false,
        });
        drop(tasks);
        task.wake_by_ref();
        JoinHandle::new(outcome, task, Rc::downgrade(self))
    }

    // ANCHOR: next
    /// The task that has been ready for longest. Now and then it looks for more, however many are ready.
    fn next(&self) -> Option<Arc<Task>> {
        let mut turn = self.turn.borrow_mut();
        if turn.is_empty() {
            self.ready.take(&mut turn);
        }
        let next = turn.pop_front()?;
        drop(turn);
        self.polls.set(self.polls.get() + 1);
        if self.polls.get() == POLLS_BETWEEN_LOOKS {
            self.look(Some(Duration::ZERO));
        }
        Some(next)
    }

    /// Nothing is ready: until a socket is, or the next deadline has come, or another thread wakes a task.
    fn sleep(&self) {
        if self.ready.may_sleep() {
            let next = self.timer.borrow().next();
            self.look(next.map(|at| at.saturating_duration_since(Instant::now())));
        }
    }

    fn look(&self, limit: Option<Duration>) {
        self.polls.set(0);
        let woken = self.reactor.wait(limit).expect("the poller is open");
        self.ready.awake();
        woken.into_iter().for_each(Waker::wake);
        if !self.timer.borrow().is_empty() {
            let expired = self.timer.borrow_mut().expired(Instant::now());
            expired.into_iter().for_each(Waker::wake);
        }
    }
    // ANCHOR_END: next

    // ANCHOR: poll
    fn poll(&self, task: Arc<Task>) {
        let key = task.key();
        let taken = match self.tasks.borrow_mut().get_mut(key) {
            // Another task may have its place by now.
            Some(spawned) if Arc::ptr_eq(&spawned.task, &task) => spawned.future.take(),
            _ => None,
        };
        let Some(mut future) = taken else { return }; // it has ended: this was an old waker's call
        task.begin();
        let waker = Waker::from(task);
        // The table of tasks is not borrowed here: the future may spawn.
        let polled = future.as_mut().poll(&mut Context::from_waker(&waker));
        let mut tasks = self.tasks.borrow_mut();
        if polled.is_pending() && !tasks[key].aborted {
            tasks[key].future = Some(future);
        } else {
            tasks.remove(key);
            drop(tasks);
            discard(future);
        }
    }
    // ANCHOR_END: poll

    /// Drops the task's future, or has it dropped when its poll returns.
    pub(super) fn abort(&self, task: &Arc<Task>) {
        let mut tasks = self.tasks.borrow_mut();
        let Some(spawned) = tasks
            .get_mut(task.key())
            .filter(|spawned| Arc::ptr_eq(&spawned.task, task))
        else {
            return;
        };
        spawned.aborted = true;
        if let Some(future) = spawned.future.take() {
            tasks.remove(task.key());
            drop(tasks);
            discard(future);
        }
    }
}

/// A destructor that panics ends with its task. The hook has reported it.
fn discard(future: Pin<Box<dyn Future<Output = ()>>>) {
    let _ = catch_unwind(AssertUnwindSafe(|| drop(future)));
}

impl Drop for Executor {
    fn drop(&mut self) {
        // A destructor may spawn, sleep, or close a socket.
        let _entered = Entered::set(&self.inner);
        loop {
            let tasks = self.inner.tasks.take();
            if tasks.is_empty() {
                break;
            }
            for (_, spawned) in tasks {
                if let Some(future) = spawned.future {
                    discard(future);
                }
            }
        }
        self.inner.turn.take();
        self.inner.ready.close();
    }
}

/// This thread runs an executor, as long as this lives.
struct Entered {
    before: Option<Rc<Inner>>,
}

impl Entered {
    fn new(inner: &Rc<Inner>) -> Self {
        let running = CURRENT.with_borrow(Option::is_some);
        assert!(
            !running,
            "an executor runs on this thread already: await the future, or spawn it"
        );
        Entered::set(inner)
    }

    fn set(inner: &Rc<Inner>) -> Self {
        Entered {
            before: replace(Some(Rc::clone(inner))),
        }
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        replace(self.before.take());
    }
}

/// An executor kept in a thread-local may be dropped when this one is gone. Then nobody can spawn any more.
fn replace(current: Option<Rc<Inner>>) -> Option<Rc<Inner>> {
    CURRENT
        .try_with(|cell| cell.replace(current))
        .ok()
        .flatten()
}

impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let alive = self.tasks.borrow().len();
        f.debug_struct("Inner")
            .field("alive", &alive)
            .field("reactor", &self.reactor)
            .finish_non_exhaustive()
    }
}
