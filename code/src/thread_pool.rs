//! A pool of threads: what Python calls `concurrent.futures.ThreadPoolExecutor`.
//!
//! [`ThreadPool::submit`] takes a closure and gives back a [`Handle`]; some worker runs the closure, and
//! [`Handle::result`] waits for what it returned. A panic in a task is caught and handed to whoever asks for the result;
//! the worker goes on.
//!
//! ```
//! use code::thread_pool::ThreadPool;
//!
//! let pool = ThreadPool::new(2)?;
//! let answer = pool.submit(|| 6 * 7);
//! assert_eq!(answer.result().unwrap(), 42);
//!
//! let squares: Result<Vec<u64>, _> = pool.map(1..=4, |n| n * n).collect();
//! assert_eq!(squares.unwrap(), [1, 4, 9, 16]);
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! # The end
//!
//! [`ThreadPool::join`] and dropping the pool run everything that was submitted, and wait. [`ThreadPool::cancel`] drops
//! what no worker has begun and waits for the rest. A task that runs cannot be stopped: there is no way to stop a thread
//! from outside that leaves its locks and its memory in order.
//!
//! # Fairness
//!
//! Tasks are begun in the order in which they were submitted, except those whose results another task of the pool asks for:
//! it runs them itself.
//!
//! # Tasks that wait for tasks
//!
//! A task may submit others to its own pool and ask for their results. A worker that asks for the result of a task which
//! nobody has begun runs it, as a call within the call that asks: to the depth that its stack allows, which is some
//! thousands of small ones, and an overflow ends the process. What the asking task must not do is hold a lock meanwhile that
//! such a task takes, or a thread-local borrowed.
//!
//! A worker that waits in another way, on a channel, with a time limit, or for a task of another pool, helps nobody. If what
//! it waits for needs a worker of its own pool, it may wait for ever.
//!
//! # Panics
//!
//! In a program built with `panic = "abort"` a panic in a task ends the process.

mod map;
pub(crate) mod pool;
pub(crate) mod task;

pub use map::Map;
pub use pool::ThreadPool;
pub use task::{Handle, TaskError};
