//! A pool of worker processes.
//!
//! A [`Job`] is a function with a name. A pool starts the running program again, once for each worker, with the job's name
//! as its name; [`Job::serve`], called first in `main`, turns such a process into a worker and does nothing in any other.
//! Tasks and answers travel as framed messages over a Unix socket, one for each worker.
//!
//! ```no_run
//! use code::process::pool::{Job, ProcessPool};
//!
//! const SQUARE: Job<u64, u64> = Job::new("square", |n| n * n);
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     SQUARE.serve(); // a worker never returns from here
//!     let mut pool = ProcessPool::builder(SQUARE).workers(3).start()?;
//!     for done in pool.map(1..=10) {
//!         println!("{}", done?);
//!     }
//!     pool.join();
//!     Ok(())
//! }
//! ```
//!
//! # What happens to a task
//!
//! Each task that goes in comes out as one [`Completion`]: an answer, or the reason why there is none. A panic is caught in
//! the worker, which goes on. When a worker dies, for whatever reason, another is started; the task it may have been at is
//! run again if [`Builder::retries`] allows it, and is reported as [`TaskError::Died`] if not. Tasks that were sent
//! to it and cannot have begun go to other workers. [`Completion::attempts`] says how often a task may have run.
//!
//! # No worker is left
//!
//! [`ProcessPool::join`] lets the workers end, [`ProcessPool::terminate`] and dropping the pool kill them, and all three wait for them. If the pool's process itself is
//! killed, each worker notices that its socket has closed and kills its own process group, in the middle of a task if need be.
//! Workers lead process groups of their own: what a task has started is killed with its worker, and Ctrl-C in a
//! terminal reaches the pool's process and not the workers.
//!
//! # What it asks of the program
//!
//! The program must not ignore `SIGCHLD`, nor wait for children that it did not start (`waitpid(-1)`): a status is handed out
//! once. A pool whose worker's status was taken reports the exit code 255.
//!
//! In a program built with `panic = "abort"` a panic is the death of its worker. A test that wants a pool needs a `main` of its own
//! (`harness = false`), which serves first.
//!
//! A task that *forks* without exec hands the worker's socket on to the forked child. As long as that child lives, the death of the
//! worker goes unnoticed until the task's time is up.

mod core;
mod error;
mod member;
mod run;
mod worker;

use std::any::type_name;
use std::marker::PhantomData;
use std::process::ExitStatus;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use self::core::Core;
pub use error::{StartError, TaskError};
pub use run::{Completion, Ordered, Unordered};
pub use worker::Job;

/// How a pool is made. From [`ProcessPool::builder`].
#[derive(Debug, Clone)]
pub struct Builder<T, R> {
    options: Options,
    job: PhantomData<fn(T) -> R>,
}

/// What the builder has been told.
#[derive(Debug, Clone)]
struct Options {
    name: &'static str,
    /// Those of task and answer, as rustc calls them.
    types: &'static str,
    args: Vec<String>,
    workers: usize,
    ahead: usize,
    retries: u32,
    time_limit: Option<Duration>,
    message_limit: usize,
}

impl<T, R> Builder<T, R> {
    /// How many workers there are. As many as there are cores, unless said otherwise.
    ///
    /// # Panics
    ///
    /// If there are to be none.
    pub fn workers(mut self, workers: usize) -> Self {
        assert!(workers > 0, "a pool without workers");
        self.options.workers = workers;
        self
    }

    /// How many tasks a worker holds: the one it is at, and those sent ahead so that it need not wait for the next. One, unless said otherwise.
    ///
    /// Sending ahead pays for tasks that are shorter than the way to the worker and back. For long ones it does harm: a
    /// task waits behind another while a second worker has nothing to do.
    ///
    /// # Panics
    ///
    /// If it is none.
    pub fn ahead(mut self, tasks: usize) -> Self {
        assert!(tasks > 0, "a worker that may hold no task");
        self.options.ahead = tasks;
        self
    }

    /// How often a task is run again when its worker died under it. Never, unless said otherwise: the task may have
    /// done half of its work, and whether doing it twice is harmless only the caller knows.
    pub fn retries(mut self, retries: u32) -> Self {
        self.options.retries = retries;
        self
    }

    /// How long one task may take. When that is over its worker is killed and the task reported as
    /// [`TaskError::TimedOut`]; it is not run again. The time counts from when the worker has the task, or has answered the
    /// one before, to the first byte of the answer. No limit, unless said otherwise.
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.options.time_limit = Some(limit);
        self
    }

    /// The greatest encoded task or answer, in bytes. 64 MiB, unless said otherwise.
    ///
    /// # Panics
    ///
    /// If it does not fit the four bytes of a length, with four kilobytes to spare for what a reply says besides.
    pub fn message_limit(mut self, bytes: usize) -> Self {
        let framed = bytes.checked_add(worker::REPLY).map(u32::try_from);
        assert!(matches!(framed, Some(Ok(_))), "a limit of {bytes} bytes");
        self.options.message_limit = bytes;
        self
    }

    /// Arguments for the worker's program, which is this program. For a `main` that reads its arguments before it serves.
    pub fn args<S: Into<String>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.options.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Starts the workers, and waits until all of them are ready.
    pub fn start(self) -> Result<ProcessPool<T, R>, StartError> {
        let core = Core::start(self.options)?;
        Ok(ProcessPool {
            core,
            job: PhantomData,
        })
    }
}

/// Processes that do tasks of type `T` and answer with an `R`. See the [module](self).
#[derive(Debug)]
pub struct ProcessPool<T, R> {
    core: Core,
    job: PhantomData<fn(T) -> R>,
}

impl<T: Serialize, R: DeserializeOwned> ProcessPool<T, R> {
    /// A builder of a pool whose workers do this job.
    pub fn builder(job: Job<T, R>) -> Builder<T, R> {
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        let options = Options {
            name: job.name(),
            types: type_name::<(T, R)>(),
            args: Vec::new(),
            workers,
            ahead: 1,
            retries: 0,
            time_limit: None,
            message_limit: 64 << 20,
        };
        Builder {
            options,
            job: PhantomData,
        }
    }

    /// One task; waits for its answer.
    pub fn apply(&mut self, task: T) -> Result<R, TaskError> {
        let mut one = self.unordered([task]);
        one.next().expect("each task comes out").result
    }

    /// All tasks; waits for all answers, which stand in the order of the tasks.
    pub fn map(&mut self, tasks: impl IntoIterator<Item = T>) -> Vec<Result<R, TaskError>> {
        self.ordered(tasks)
            .map(|completion| completion.result)
            .collect()
    }

    /// All tasks, the answers as they come.
    ///
    /// The next task is taken from `tasks` when a worker has room for it. However many there are, and however slowly the
    /// answers are asked for, no more are with the workers than these hold, and no more than that are answered and not handed out.
    /// Nothing happens until the first is asked for. If the iterator is dropped, tasks that are with a
    /// worker still run, and their answers are thrown away.
    pub fn unordered<I: IntoIterator<Item = T>>(
        &mut self,
        tasks: I,
    ) -> Unordered<'_, I::IntoIter, R> {
        Unordered::new(&mut self.core, tasks.into_iter())
    }

    /// All tasks, the answers in the order of the tasks, each as soon as it and all before it are there.
    ///
    /// An answer that is early is kept. While the oldest task is still out, no more than eight times as many as the workers hold are begun after it.
    pub fn ordered<I: IntoIterator<Item = T>>(&mut self, tasks: I) -> Ordered<'_, I::IntoIter, R> {
        Ordered::new(self.unordered(tasks))
    }

    /// The process ids of the workers. A worker that dies is replaced by one with another id.
    pub fn workers(&self) -> Vec<u32> {
        self.core.ids()
    }

    /// Lets the workers finish what they have, waits until they have ended, and returns how. With a time limit, a worker that
    /// needs longer than that for its end is killed; without one, a worker that somebody has stopped is waited for.
    pub fn join(self) -> Vec<ExitStatus> {
        self.core.join()
    }

    /// Kills the workers and waits until they are gone, as dropping the pool does.
    pub fn terminate(self) {}
}
