//! The pool's side of one worker.

use std::collections::VecDeque;
use std::env;
use std::io::{self, ErrorKind, Write};
use std::net::Shutdown;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use super::Options;
use super::error::StartError;
use super::worker::{REPLY, worker_name};
use crate::process::frame::{FrameError, FrameReader, FrameWriter};

/// How long a worker may take to come to its serve.
pub(super) const START: Duration = Duration::from_secs(30);

/// Memory for outgoing tasks that is kept when they have left, in bytes.
const KEPT: usize = 1 << 20;

/// A task on its way.
#[derive(Debug)]
pub(super) struct Task {
    pub id: u64,
    /// Encoded.
    pub message: Vec<u8>,
    /// How often it may have been run before.
    pub attempts: u32,
    /// How many workers have ended while it was on its way to them.
    pub unreceived: u32,
}

/// What a read found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Came {
    Bytes,
    Nothing,
    /// No more will come: the worker has ended, or talks nonsense.
    End,
}

/// A worker process and what it has been given.
#[derive(Debug)]
pub(super) struct Member {
    child: Child,
    /// Once it has been waited for. Its id may be another's from then on.
    ended: Option<ExitStatus>,
    /// Both directions. It does not block: if the pool blocked on a worker that is itself blocked on an answer nobody takes, neither would ever go on.
    socket: FrameReader<UnixStream>,
    /// Framed tasks, of which `sent` bytes have left.
    outgoing: Vec<u8>,
    sent: usize,
    /// The tasks given and not answered, in the order in which the worker does them. Beside each, how many bytes were
    /// put out up to its end.
    tasks: VecDeque<(Task, u64)>,
    put_out: u64,
    ready: bool,
    room: bool,
    ahead: usize,
    /// It said what no worker says.
    garbled: bool,
    /// When the first task, or the start, has taken too long.
    deadline: Option<Instant>,
    time_limit: Option<Duration>,
}

impl Member {
    /// Starts a process. It is not ready yet.
    pub fn start(options: &Options) -> Result<Self, StartError> {
        let (ours, theirs) = UnixStream::pair().map_err(StartError::Spawn)?;
        ours.set_nonblocking(true).map_err(StartError::Spawn)?;
        let child = Command::new(this_program().map_err(StartError::Spawn)?)
            .arg0(worker_name(options.name))
            .args(&options.args)
            .stdin(OwnedFd::from(theirs))
            .process_group(0)
            .spawn()
            .map_err(StartError::Spawn)?;
        let mut member = Member {
            child,
            ended: None,
            socket: FrameReader::new(ours, options.message_limit + REPLY),
            outgoing: Vec::new(),
            sent: 0,
            tasks: VecDeque::new(),
            put_out: 0,
            ready: false,
            room: true,
            ahead: options.ahead,
            garbled: false,
            deadline: Some(Instant::now() + START),
            time_limit: options.time_limit,
        };
        let greeting = postcard::to_stdvec(&(options.message_limit, options.types));
        member.put(&greeting.expect("a number and a text can be encoded"));
        Ok(member)
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn is_ready(&self) -> bool {
        self.ready
    }

    pub fn held(&self) -> usize {
        self.tasks.len()
    }

    /// Whether it is to be given more. Once it has as many as it may hold it is not until half of them are answered, so
    /// that tasks sent ahead leave several in one write.
    pub fn has_room(&self) -> bool {
        self.ready && self.room
    }

    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Gives it a task, after those it has. It leaves with the next `flush`.
    pub fn give(&mut self, task: Task) {
        self.put(&task.message);
        self.tasks.push_back((task, self.put_out));
        if self.tasks.len() == 1 {
            self.begin_next();
        }
        self.room = self.tasks.len() < self.ahead;
    }

    fn put(&mut self, message: &[u8]) {
        // What has left goes first. A worker that is never quite served would have the buffer grow for ever.
        self.outgoing.drain(..self.sent);
        self.sent = 0;
        let before = self.outgoing.len();
        FrameWriter::new(&mut self.outgoing, u32::MAX as usize)
            .write(message)
            .expect("memory takes all");
        self.put_out += (self.outgoing.len() - before) as u64;
    }

    /// From now on the time of the first task counts.
    fn begin_next(&mut self) {
        let limit = self.time_limit.filter(|_| !self.tasks.is_empty());
        // A limit beyond what a clock can say is none.
        self.deadline = limit.and_then(|limit| Instant::now().checked_add(limit));
    }

    /// Bytes that have left, ever.
    fn left(&self) -> u64 {
        self.put_out - (self.outgoing.len() - self.sent) as u64
    }

    /// Sends as much as the socket takes. That a worker is gone is learned by reading.
    pub fn flush(&mut self) {
        let before = self.left();
        while self.sent < self.outgoing.len() {
            match self.socket.get_ref().write(&self.outgoing[self.sent..]) {
                Ok(count) => self.sent += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => break,
            }
        }
        if self.sent == self.outgoing.len() {
            self.outgoing.clear();
            self.outgoing.shrink_to(KEPT);
            self.sent = 0;
        }
        // While the first task is still on its way, its time has not begun.
        let unreceived = self.tasks.front().is_some_and(|(_, end)| *end > before);
        if unreceived && self.left() > before {
            self.begin_next();
        }
    }

    /// What to poll for.
    pub fn interest(&self) -> (BorrowedFd<'_>, PollFlags) {
        let unsent = if self.outgoing.is_empty() {
            PollFlags::empty()
        } else {
            PollFlags::POLLOUT
        };
        (self.socket.get_ref().as_fd(), PollFlags::POLLIN | unsent)
    }

    /// Reads once.
    pub fn fill(&mut self) -> Came {
        match self.socket.fill() {
            Ok(0) => Came::End,
            Ok(_) => {
                // A worker says nothing before its task is over: what takes long now is the pool's own reading.
                if self.ready {
                    self.begin_next();
                }
                Came::Bytes
            }
            Err(FrameError::Io(error)) if error.kind() == ErrorKind::WouldBlock => Came::Nothing,
            Err(_) => Came::End,
        }
    }

    /// The next answer that has come, and the task it answers.
    pub fn take(&mut self) -> Option<(Task, Vec<u8>)> {
        let message = match self.socket.take() {
            Ok(message) => message?.to_vec(),
            Err(_) => {
                self.garbled = true;
                return None;
            }
        };
        if !self.ready {
            (self.ready, self.deadline) = (true, None);
            return self.take();
        }
        let answered = self.tasks.pop_front();
        self.garbled |= answered.is_none();
        self.room |= self.tasks.len() <= self.ahead / 2;
        self.begin_next();
        answered.map(|(task, _)| (task, message))
    }

    pub fn is_garbled(&self) -> bool {
        self.garbled
    }

    /// The task that has run out of time, if one has.
    pub fn late(&self, now: Instant) -> Option<u64> {
        self.deadline.filter(|deadline| *deadline <= now)?;
        self.tasks.front().map(|(task, _)| task.id)
    }

    /// Kills it and what its task has started, waits for it, and returns how it ended.
    pub fn kill(&mut self) -> ExitStatus {
        if self.ended.is_none() {
            let _ = killpg(Pid::from_raw(self.child.id() as i32), Signal::SIGKILL);
            // It may have moved to another group.
            let _ = self.child.kill();
        }
        self.reap()
    }

    fn reap(&mut self) -> ExitStatus {
        // The process is gone in any case. Without a status, somebody else in this program has taken it.
        let status = |child: &mut Child| child.wait().unwrap_or(ExitStatus::from_raw(255 << 8));
        *self.ended.get_or_insert_with(|| status(&mut self.child))
    }

    // ANCHOR: into_tasks
    /// Takes its tasks: the one that may have begun, and those that cannot have.
    pub fn into_tasks(mut self) -> (Option<Task>, VecDeque<Task>) {
        let left = self.left();
        let mut tasks = std::mem::take(&mut self.tasks);
        // It does one after another, and answers one before it begins the next. And none
        // begins before its last byte has left.
        let begun = tasks.pop_front_if(|(_, end)| *end <= left);
        let not_begun = tasks.into_iter().map(|(task, _)| task).collect();
        (begun.map(|(task, _)| task), not_begun)
    }
    // ANCHOR_END: into_tasks

    /// Says that there are no more tasks.
    pub fn close(&self) {
        let _ = self.socket.get_ref().shutdown(Shutdown::Write);
    }

    /// Waits for its end, and kills it if that takes longer than a task may.
    pub fn finish(&mut self) -> ExitStatus {
        let until = self
            .time_limit
            .and_then(|limit| Instant::now().checked_add(limit));
        while let Some(until) = until {
            let patience = until.saturating_duration_since(Instant::now());
            let timeout = poll_timeout(patience);
            match poll(
                &mut [PollFd::new(self.interest().0, PollFlags::POLLIN)],
                timeout,
            ) {
                Ok(0) if patience.is_zero() => return self.kill(),
                // The end: nothing else can come, since all tasks are answered.
                Ok(1..) if self.fill() == Came::End => break,
                _ => {}
            }
        }
        self.reap()
    }
}

/// How long `poll` is to wait. Rounded up: a poll that ends a part of a millisecond early would be called again, and again,
/// until the time has come.
pub(super) fn poll_timeout(patience: Duration) -> PollTimeout {
    let milliseconds = patience.as_nanos().div_ceil(1_000_000);
    PollTimeout::try_from(milliseconds).unwrap_or(PollTimeout::MAX)
}

impl Drop for Member {
    fn drop(&mut self) {
        self.kill();
    }
}

/// This program, as a path. On Linux the very file that runs, even if another has taken its place: a worker of another
/// version might speak another protocol.
fn this_program() -> io::Result<std::path::PathBuf> {
    if cfg!(target_os = "linux") {
        Ok("/proc/self/exe".into())
    } else {
        env::current_exe()
    }
}
