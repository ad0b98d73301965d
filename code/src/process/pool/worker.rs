//! The worker's side: a process that does one task after another.

use std::any::{Any, type_name};
use std::ffi::OsStr;
use std::fmt;
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{Signal, killpg, raise};
use nix::unistd::{Pid, dup2_stdin};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::process::frame::{FrameError, FrameReader, FrameWriter};

/// A worker's name, `argv[0]`, is this and the job's name. Unlike a variable it is not inherited by what a task starts.
const PREFIX: &str = "pool-worker:";

/// What a reply may take beyond the answer in it: the kind, and the words of a panic or an error.
pub(super) const REPLY: usize = 4 << 10;

/// What of that the kind takes.
const KIND: usize = 1;

/// Whether this process has come to its [`Job::serve`].
static SERVING: AtomicBool = AtomicBool::new(false);

/// A function by a name under which another process can find it.
pub struct Job<T, R> {
    name: &'static str,
    run: fn(T) -> R,
}

impl<T, R> Clone for Job<T, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, R> Copy for Job<T, R> {}

impl<T, R> fmt::Debug for Job<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Job").field(&self.name).finish()
    }
}

/// What a worker says of a task.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply<R> {
    Done(R),
    Panicked(String),
    TooLong(usize),
    Encoding(String),
}

impl<T, R> Job<T, R> {
    /// A job. It can capture nothing: a worker has only the program, and what is in the task. What it needs for all tasks it can
    /// keep in a `static`, or make before it serves. No other job of the program may have this name.
    pub const fn new(name: &'static str, run: fn(T) -> R) -> Self {
        Job { name, run }
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: DeserializeOwned, R: Serialize> Job<T, R> {
    // ANCHOR: serve
    /// In a process that a pool started for this job: does tasks until the pool closes,
    /// and exits. In any other process: returns at once.
    ///
    /// To be called before `main` does anything that a worker should not do.
    pub fn serve(self) {
        let name = worker_name(self.name);
        if std::env::args_os().next().as_deref() != Some(OsStr::new(&name)) {
            return;
        }
        SERVING.store(true, Ordering::Relaxed);
        process::exit(match self.answer_all() {
            Ok(()) => 0,
            // The pool is gone, or speaks another protocol. There is nobody to tell but
            // the status.
            Err(_) => 1,
        })
    }

    fn answer_all(self) -> Result<(), FrameError> {
        let socket = take_stdin().map_err(FrameError::Io)?;
        end_with_the_pool(&socket).map_err(FrameError::Io)?;
        let mut tasks = FrameReader::new(&socket, u32::MAX as usize);
        let greeting = tasks.read()?.map(postcard::from_bytes::<(usize, &str)>);
        let Some(Ok((limit, types))) = greeting else {
            return Err(FrameError::Broken);
        };
        assert_eq!(
            types,
            type_name::<(T, R)>(),
            "another job has the name {:?}",
            self.name
        );
        let mut answers = FrameWriter::new(&socket, limit + REPLY);

        let worker = process::id();
        answers.write(&[])?; // ready
        while let Some(task) = tasks.read()? {
            let done = catch_unwind(AssertUnwindSafe(|| self.answer(task, limit)));
            if process::id() != worker {
                // A child that the task has forked came back here, with a socket that is
                // not its own. SAFETY: ends the process, and runs nothing of it.
                unsafe { libc::_exit(1) }
            }
            answers.write(
                &done.unwrap_or_else(|panic| refusal(Reply::Panicked(words(panic.as_ref())))),
            )?;
        }
        Ok(())
    }

    /// Does a task, and encodes what came of it.
    fn answer(self, task: &[u8], limit: usize) -> Vec<u8> {
        let answer = match postcard::from_bytes(task) {
            Ok(task) => (self.run)(task),
            Err(error) => {
                return refusal(Reply::Encoding(format!(
                    "the worker cannot decode its task: {error}"
                )));
            }
        };
        match postcard::to_stdvec(&Reply::Done(answer)) {
            Ok(encoded) if encoded.len() > limit + KIND => refusal(Reply::TooLong(encoded.len())),
            Ok(encoded) => encoded,
            Err(error) => refusal(Reply::Encoding(format!(
                "the answer cannot be encoded: {error}"
            ))),
        }
    }
    // ANCHOR_END: serve
}

/// The name of a worker for this job.
pub(super) fn worker_name(job: &str) -> String {
    format!("{PREFIX}{job}")
}

/// Whether this process was started as a worker and has not come to serve.
pub(super) fn strayed() -> bool {
    let name = std::env::args_os().next().unwrap_or_default();
    name.as_encoded_bytes().starts_with(PREFIX.as_bytes()) && !SERVING.load(Ordering::Relaxed)
}

/// The socket that came as standard input. Tasks find an empty standard input in its place, and programs they start do not inherit the socket.
fn take_stdin() -> io::Result<UnixStream> {
    let socket: OwnedFd = io::stdin().as_fd().try_clone_to_owned()?;
    dup2_stdin(File::open("/dev/null")?)?;
    Ok(UnixStream::from(socket))
}

/// Has a thread wait for the pool's end of the socket to close, which it does when the pool's process dies. Then nobody wants the answer.
fn end_with_the_pool(socket: &UnixStream) -> io::Result<()> {
    let socket = socket.try_clone()?;
    let watch = move || {
        // No event is asked for. A hang-up is reported all the same, and it comes when the pool has closed for
        // reading and for writing, not when it has only said that there are no more tasks.
        let mut hang_up = [PollFd::new(socket.as_fd(), PollFlags::empty())];
        while poll(&mut hang_up, PollTimeout::NONE).is_err() {}
        // The group it was made the leader of, and itself, should it have left that.
        let _ = killpg(Pid::this(), Signal::SIGKILL);
        let _ = raise(Signal::SIGKILL);
    };
    thread::Builder::new()
        .name("pool-watch".into())
        .stack_size(64 << 10)
        .spawn(watch)?;
    Ok(())
}

/// A reply that is short and can be encoded.
fn refusal(reply: Reply<()>) -> Vec<u8> {
    postcard::to_stdvec(&reply).expect("a text or a number can be encoded")
}

/// The words of a panic, the first kilobyte of them.
fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("(not a text)");
    text[..text.floor_char_boundary(1 << 10)].to_owned()
}
