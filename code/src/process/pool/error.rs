//! What can go wrong, for the pool and for one task.

use std::error::Error;
use std::fmt;
use std::io;
use std::process::ExitStatus;
use std::time::Duration;

/// Why a pool, or one worker of it, did not start.
#[derive(Debug)]
pub enum StartError {
    /// No process could be made of this program.
    Spawn(io::Error),
    /// The process ended before it was ready. Does its `main` call [`Job::serve`](super::Job::serve)?
    Ended(ExitStatus),
    /// It was not ready within this time, and was killed. Does its `main` call [`Job::serve`](super::Job::serve) before all else?
    NotReady(Duration),
    /// This process is itself a worker that did not come to its [`Job::serve`](super::Job::serve). If it started
    /// workers, they would start workers.
    InAWorker,
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StartError::Spawn(error) => write!(f, "no worker could be started: {error}"),
            StartError::Ended(status) => write!(
                f,
                "a worker ended before it was ready ({status}): does main call serve?"
            ),
            StartError::NotReady(limit) => {
                write!(
                    f,
                    "a worker was not ready within {limit:?}: does main call serve before all else?"
                )
            }
            StartError::InAWorker => {
                write!(f, "this process is a worker that has not come to its serve")
            }
        }
    }
}

impl Error for StartError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            StartError::Spawn(error) => Some(error),
            _ => None,
        }
    }
}

/// Why a task has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TaskError {
    /// The job panicked, with these words. The worker goes on.
    Panicked(String),
    /// The worker ended when it may have been at this task: begun, perhaps done, not answered.
    Died(ExitStatus),
    /// The task took longer than the pool allows. Its worker was killed.
    TimedOut(Duration),
    /// The task, or its answer, takes this many bytes when encoded, which is more than the pool allows.
    TooLong(usize),
    /// The task or its answer cannot be encoded, or was not what the other side expects.
    Encoding(String),
    /// There is no worker any more, and none can be started. The task has not begun.
    NoWorker(String),
}

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TaskError::Panicked(words) => write!(f, "the job panicked: {words}"),
            TaskError::Died(status) => write!(f, "its worker ended: {status}"),
            TaskError::TimedOut(limit) => write!(f, "took longer than {limit:?}"),
            TaskError::TooLong(bytes) => write!(f, "a message of {bytes} bytes, which is too long"),
            TaskError::Encoding(words) => write!(f, "not encoded: {words}"),
            TaskError::NoWorker(words) => write!(f, "no worker is left: {words}"),
        }
    }
}

impl Error for TaskError {}
