//! Starts programs and starts them again when they die, but not for ever.
//!
//! A [`Supervisor`] waits for all its children at once, without polling and without threads: each has a *pidfd*, a file
//! descriptor that can be read when the process has ended, and one `ppoll` sleeps until one of them can, a delay is over or a
//! [`Stopper`] was used. Needs Linux 5.3.
//!
//! Every child leads a process group of its own. What it has started and left in that group is killed with it.
//! A program that runs as another user cannot be signalled; the supervisor then waits for its own end.
//! The process must not ignore `SIGCHLD`, and nothing else in it may wait for any child whatever (`waitpid(-1)`): a status
//! is handed out once.

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::error::Error;
use std::fmt;
use std::io::{self, PipeReader, PipeWriter, Write};
use std::mem;
use std::os::fd::{AsFd, FromRawFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus};
use std::sync::Arc;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::fcntl::{FcntlArg, OFlag, fcntl};
use nix::poll::{PollFd, PollFlags, ppoll};
use nix::sys::signal::{Signal, kill, killpg};
use nix::sys::time::TimeSpec;
use nix::sys::wait::waitpid;
use nix::unistd::Pid;

/// In place of a moment that no clock can name: some thirty years.
const FAR: Duration = Duration::from_secs(1 << 30);

/// When a program that has ended is started again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Always: it is not meant to end.
    Permanent,
    /// Only after a failure: a code other than 0, a signal, a start that did not succeed.
    Transient,
}

/// How many restarts, of all programs together, are too many: more than `restarts` in any stretch of length `within`.
///
/// The time spent waiting counts. A program that dies at once, and is restarted after 1, 2, 4, 8 … seconds, dies after 0, 1, 3, 7, 15 … seconds:
/// four times in ten seconds and never five times. A limit of four restarts in ten seconds does not stop it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// This many are allowed.
    pub restarts: usize,
    /// The length of the stretch.
    pub within: Duration,
}

/// A program to be kept running.
#[derive(Debug)]
pub struct Service {
    name: String,
    command: Command,
    policy: Policy,
    grace: Duration,
    first_delay: Duration,
    longest_delay: Duration,
}

impl Service {
    /// A program that is restarted whenever it ends: at first after 100 milliseconds, then after twice as long each time, up to
    /// 10 seconds; and that has 5 seconds to end when it is asked to.
    ///
    /// The command is started in a process group of its own. A stream that it makes a pipe is closed at once on this side.
    pub fn new(name: impl Into<String>, mut command: Command) -> Self {
        command.process_group(0);
        Service {
            name: name.into(),
            command,
            policy: Policy::Permanent,
            grace: Duration::from_secs(5),
            first_delay: Duration::from_millis(100),
            longest_delay: Duration::from_secs(10),
        }
    }

    /// When to restart it.
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// How long to wait before a restart: `first`, doubled with each restart up to `longest`. A run of more than
    /// [`Limit::within`] begins again with `first`.
    pub fn delay(mut self, first: Duration, longest: Duration) -> Self {
        (self.first_delay, self.longest_delay) = (first.min(longest), longest);
        self
    }

    /// How long the program itself has between `SIGTERM` and `SIGKILL`. What is left of its group when it ends is killed at
    /// once: a shell that starts the real program should `exec` it.
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }
}

/// What a supervisor reports while it runs.
#[derive(Debug)]
pub enum Event<'a> {
    /// The program was started.
    Started {
        /// The service's name.
        name: &'a str,
        /// Its process id, and that of its group.
        pid: u32,
    },
    /// It could not be started. Counts as a run that failed.
    NotStarted {
        /// The service's name.
        name: &'a str,
        /// Why.
        error: &'a io::Error,
    },
    /// It has ended and has been reaped.
    Exited {
        /// The service's name.
        name: &'a str,
        /// How it ended.
        status: ExitStatus,
    },
    /// It will be started again.
    Restarting {
        /// The service's name.
        name: &'a str,
        /// When: this long from now.
        after: Duration,
    },
    /// The limit is reached: this restart would be one too many. All others are stopped now.
    GaveUp {
        /// The name of the service that died once too often.
        name: &'a str,
    },
    /// It did not end in its grace period and was sent `SIGKILL`.
    Killed {
        /// The service's name.
        name: &'a str,
    },
}

/// How the last run of a program ended.
#[derive(Debug)]
pub enum Failure {
    /// It ran, and left this status. With [`Policy::Permanent`] that may be a success.
    Exited(ExitStatus),
    /// It was not started.
    NotStarted(io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Exited(status) => status.fmt(f),
            Failure::NotStarted(error) => write!(f, "not started: {error}"),
        }
    }
}

/// Why a supervisor ended without having been asked to. All its programs have ended and have been reaped.
#[derive(Debug)]
pub enum SupervisorError {
    /// There were more restarts than the limit allows.
    GaveUp {
        /// The service that died once too often.
        name: String,
        /// How it did.
        last: Failure,
        /// What was exceeded.
        limit: Limit,
    },
    /// Waiting failed, and all were killed without a grace period. "No child processes" means that something else in this process took a status away.
    Wait(io::Error),
}

impl fmt::Display for SupervisorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SupervisorError::GaveUp { name, last, limit } => {
                let Limit { restarts, within } = limit;
                write!(
                    f,
                    "more than {restarts} restarts within {within:?}, the last of {name} ({last})"
                )
            }
            SupervisorError::Wait(error) => write!(f, "cannot wait for children: {error}"),
        }
    }
}

impl Error for SupervisorError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            SupervisorError::Wait(error) => Some(error),
            SupervisorError::GaveUp {
                last: Failure::NotStarted(error),
                ..
            } => Some(error),
            SupervisorError::GaveUp { .. } => None,
        }
    }
}

impl From<Errno> for SupervisorError {
    fn from(error: Errno) -> Self {
        SupervisorError::Wait(error.into())
    }
}

/// Ends a supervisor from anywhere: another thread, the callback. A signal handler uses its [`descriptor`](Stopper::descriptor).
///
/// It holds both ends of its pipe, so that a late `stop` is not a write that nobody can read, which is a `SIGPIPE`.
#[derive(Debug, Clone)]
pub struct Stopper(Arc<(PipeReader, PipeWriter)>);

impl Stopper {
    /// Asks the supervisor to stop all programs and to return. Does nothing if it has ended.
    pub fn stop(&self) {
        // An error means that the pipe is full of such requests.
        let _ = (&self.0.1).write(&[0]);
    }

    /// A descriptor that stops the supervisor when a byte is written to it; for `signal_hook::low_level::pipe::register`, which
    /// makes a signal do that.
    ///
    /// # Errors
    ///
    /// If the process has no more descriptors.
    pub fn descriptor(&self) -> io::Result<OwnedFd> {
        self.0.1.as_fd().try_clone_to_owned()
    }
}

/// A child that runs, or has ended and is a zombie. Dropped, it is killed and reaped.
#[derive(Debug)]
struct Running {
    child: Child,
    pidfd: OwnedFd,
    since: Instant,
    reaped: bool,
}

impl Running {
    fn start(command: &mut Command) -> io::Result<Running> {
        let mut child = command.spawn()?;
        drop((child.stdin.take(), child.stdout.take(), child.stderr.take()));
        match pidfd_open(child.id()) {
            Ok(pidfd) => Ok(Running {
                child,
                pidfd,
                since: Instant::now(),
                reaped: false,
            }),
            Err(error) => kill_and_reap(&mut child).and(Err(error)),
        }
    }

    fn has_ended(&self) -> Result<bool, Errno> {
        wait_readable(&mut [readable(&self.pidfd)], Some(Instant::now()))
    }

    /// Asks it to end, calls `killed` and kills it when `grace` is over.
    fn stop(self, grace: Duration, killed: impl FnOnce()) -> Result<ExitStatus, SupervisorError> {
        signal_group(&self.child, Signal::SIGTERM);
        let until = Instant::now().checked_add(grace); // None: for ever
        if !wait_readable(&mut [readable(&self.pidfd)], until)? {
            killed();
        }
        self.end()
    }

    /// Kills it and what is left of its group, and returns how it ended.
    fn end(mut self) -> Result<ExitStatus, SupervisorError> {
        self.reaped = true;
        kill_and_reap(&mut self.child).map_err(SupervisorError::Wait)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.reaped {
            // A destructor has nobody to report an error to.
            let _ = kill_and_reap(&mut self.child);
        }
    }
}

// ANCHOR: reap
/// Until the child is reaped its id belongs to nobody else, so its group is killed first.
fn kill_and_reap(child: &mut Child) -> io::Result<ExitStatus> {
    signal_group(child, Signal::SIGKILL);
    let status = child.wait()?;
    // The rest of the group are our children now if this process is number 1 or a
    // subreaper. If not, there is none to wait for. The number is free from here on; to
    // mislead this wait, another child of ours would have to take it this very moment.
    let group = Pid::from_raw(-(child.id() as i32));
    while matches!(waitpid(group, None), Ok(_) | Err(Errno::EINTR)) {}
    Ok(status)
}
// ANCHOR_END: reap

/// The child by itself too: it may have moved to another group. It is not reaped yet, so both numbers are its own.
fn signal_group(child: &Child, signal: Signal) {
    let pid = Pid::from_raw(child.id() as i32);
    // There is nothing to be done about a member that may not be signalled, nor about a group that has gone.
    let group = killpg(pid, signal);
    // Two `SIGTERM`s would be one too many: to some programs the second says "at once".
    if group.is_err() || signal == Signal::SIGKILL {
        let _ = kill(pid, signal);
    }
}

fn pidfd_open(pid: u32) -> io::Result<OwnedFd> {
    // SAFETY: takes two integers and touches no memory of ours.
    let fd = unsafe { libc::syscall(libc::SYS_pidfd_open, pid as libc::pid_t, 0) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the descriptor was made by this call, so nobody else owns it.
    Ok(unsafe { OwnedFd::from_raw_fd(fd as i32) })
}

fn readable<F: AsFd>(fd: &F) -> PollFd<'_> {
    PollFd::new(fd.as_fd(), PollFlags::POLLIN)
}

/// Sleeps until one of them is readable, and returns true, or until `until`. Without it: for ever.
fn wait_readable(fds: &mut [PollFd<'_>], until: Option<Instant>) -> Result<bool, Errno> {
    loop {
        let left = until.map(|until| until.saturating_duration_since(Instant::now()));
        match ppoll(fds, left.map(TimeSpec::from_duration), None) {
            Ok(ready) => return Ok(ready > 0),
            Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
        }
    }
}

#[derive(Debug)]
enum State {
    Running(Running),
    /// Is to be started then.
    Due(Instant),
    /// Will not be started again.
    Done,
}

impl State {
    /// What runs is taken out, whatever happens to it next, so that nobody else looks at it again.
    fn take(&mut self) -> Option<Running> {
        match mem::replace(self, State::Done) {
            State::Running(running) => Some(running),
            _ => None,
        }
    }
}

#[derive(Debug)]
struct Supervised {
    service: Service,
    state: State,
    /// The next delay.
    delay: Duration,
}

/// Keeps programs running. See the [module](self).
///
/// Dropped without having been stopped, because the callback panicked, it kills and reaps whatever still runs.
#[derive(Debug)]
pub struct Supervisor {
    limit: Limit,
    services: Vec<Supervised>,
    /// When the restarts of the last `limit.within` were decided.
    restarts: VecDeque<Instant>,
    stopper: Stopper,
}

impl Supervisor {
    /// A supervisor without programs.
    ///
    /// # Errors
    ///
    /// If the process has no more descriptors.
    pub fn new(limit: Limit) -> io::Result<Self> {
        let (reader, writer) = io::pipe()?;
        // One byte is enough. Nobody waits to write another.
        fcntl(&writer, FcntlArg::F_SETFL(OFlag::O_NONBLOCK))?;
        Ok(Supervisor {
            limit,
            services: Vec::new(),
            restarts: VecDeque::new(),
            stopper: Stopper(Arc::new((reader, writer))),
        })
    }

    /// Adds a program. Programs are started in this order, and stopped in the opposite one.
    pub fn add(&mut self, service: Service) {
        self.services.push(Supervised {
            state: State::Done,
            delay: service.first_delay,
            service,
        });
    }

    /// What ends [`run`](Supervisor::run).
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    // ANCHOR: run
    /// Starts all programs and keeps them running, until a [`Stopper`] is used, none is
    /// to be started again, or the limit is exceeded. Then all have ended and have been
    /// reaped: the last was sent `SIGTERM` first, and `SIGKILL` when its grace period was
    /// over; then the one before it. In all that may take the sum of their grace periods.
    pub fn run(mut self, mut report: impl FnMut(Event<'_>)) -> Result<(), SupervisorError> {
        for index in 0..self.services.len() {
            self.start(index, &mut report)?;
        }
        while !self.wait()? {
            for index in 0..self.services.len() {
                match &self.services[index].state {
                    State::Running(running) if running.has_ended()? => {
                        self.ended(index, &mut report)?
                    }
                    State::Due(at) if *at <= Instant::now() => self.start(index, &mut report)?,
                    _ => {}
                }
            }
        }
        self.stop(&mut report)
    }

    /// Sleeps until there is something to do. Says whether it is to stop.
    fn wait(&self) -> Result<bool, SupervisorError> {
        let mut fds = vec![readable(&self.stopper.0.0)];
        let mut until = None;
        for supervised in &self.services {
            match &supervised.state {
                State::Running(running) => fds.push(readable(&running.pidfd)),
                State::Due(at) => until = Some(until.map_or(*at, |until: Instant| until.min(*at))),
                State::Done => {}
            }
        }
        if fds.len() == 1 && until.is_none() {
            return Ok(true);
        }
        wait_readable(&mut fds, until)?;
        Ok(fds[0].any() == Some(true))
    }
    // ANCHOR_END: run

    fn start(
        &mut self,
        index: usize,
        report: &mut impl FnMut(Event<'_>),
    ) -> Result<(), SupervisorError> {
        let Supervised { service, state, .. } = &mut self.services[index];
        match Running::start(&mut service.command) {
            Ok(running) => {
                let pid = running.child.id();
                *state = State::Running(running);
                report(Event::Started {
                    name: &service.name,
                    pid,
                });
                Ok(())
            }
            Err(error) => {
                *state = State::Done;
                report(Event::NotStarted {
                    name: &service.name,
                    error: &error,
                });
                self.restart(index, Failure::NotStarted(error), report)
            }
        }
    }

    // ANCHOR: restart
    fn ended(
        &mut self,
        index: usize,
        report: &mut impl FnMut(Event<'_>),
    ) -> Result<(), SupervisorError> {
        let Supervised {
            service,
            state,
            delay,
        } = &mut self.services[index];
        let Some(running) = state.take() else {
            return Ok(());
        };
        if running.since.elapsed() > self.limit.within {
            *delay = service.first_delay;
        }
        let status = running.end()?;
        report(Event::Exited {
            name: &service.name,
            status,
        });
        if service.policy == Policy::Transient && status.success() {
            return Ok(());
        }
        self.restart(index, Failure::Exited(status), report)
    }

    /// Plans the next start of a program that has ended, or gives up.
    fn restart(
        &mut self,
        index: usize,
        last: Failure,
        report: &mut impl FnMut(Event<'_>),
    ) -> Result<(), SupervisorError> {
        let now = Instant::now();
        let Limit { restarts, within } = self.limit;
        while self
            .restarts
            .front()
            .is_some_and(|then| now - *then > within)
        {
            self.restarts.pop_front();
        }
        let Supervised {
            service,
            state,
            delay,
        } = &mut self.services[index];
        if self.restarts.len() == restarts {
            let name = service.name.clone();
            report(Event::GaveUp { name: &name });
            self.stop(report)?;
            return Err(SupervisorError::GaveUp {
                name,
                last,
                limit: self.limit,
            });
        }
        self.restarts.push_back(now);
        let after = *delay;
        *delay = after.saturating_mul(2).min(service.longest_delay);
        *state = State::Due(now.checked_add(after).unwrap_or(now + FAR));
        report(Event::Restarting {
            name: &service.name,
            after,
        });
        Ok(())
    }

    /// Stops what runs, the youngest first.
    fn stop(&mut self, report: &mut impl FnMut(Event<'_>)) -> Result<(), SupervisorError> {
        for Supervised { service, state, .. } in self.services.iter_mut().rev() {
            if let Some(running) = state.take() {
                let status = running.stop(service.grace, || {
                    report(Event::Killed {
                        name: &service.name,
                    })
                })?;
                report(Event::Exited {
                    name: &service.name,
                    status,
                });
            }
        }
        Ok(())
    }
    // ANCHOR_END: restart
}
