//! What a pool does, for encoded tasks and answers: hand out, wait, replace.

use std::collections::VecDeque;
use std::process::ExitStatus;
use std::thread;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use super::Options;
use super::error::{StartError, TaskError};
use super::member::{Came, Member, START, Task, poll_timeout};
use super::worker::strayed;

/// When this many workers in a row have ended before they were ready, none is started until the next call.
const FALSE_STARTS: u32 = 3;

/// When a worker could not be started, another is tried after this time.
const AGAIN: Duration = Duration::from_millis(100);

/// What came of a task. The answer is encoded.
#[derive(Debug)]
pub(super) struct Outcome {
    pub id: u64,
    pub attempts: u32,
    pub worker: u32,
    pub result: Result<Vec<u8>, TaskError>,
}

/// A pool without its types.
#[derive(Debug)]
pub(super) struct Core {
    options: Options,
    members: Vec<Member>,
    /// Not with a worker: fresh, or taken back from one that died.
    queue: VecDeque<Task>,
    outcomes: VecDeque<Outcome>,
    next_id: u64,
    /// Nobody wants the answers of earlier tasks.
    wanted_from: u64,
    false_starts: u32,
    /// When to try again to start the workers that are missing.
    again: Option<Instant>,
    /// Why there are fewer workers than there should be.
    trouble: String,
}

impl Core {
    pub fn start(options: Options) -> Result<Self, StartError> {
        if strayed() {
            return Err(StartError::InAWorker);
        }
        let members = (0..options.workers)
            .map(|_| Member::start(&options))
            .collect::<Result<_, _>>()?;
        let mut core = Core {
            options,
            members,
            queue: VecDeque::new(),
            outcomes: VecDeque::new(),
            next_id: 0,
            wanted_from: 0,
            false_starts: 0,
            again: None,
            trouble: String::new(),
        };
        while core.members.iter().any(|member| !member.is_ready()) {
            if let Some(at) = core.poll() {
                // It is not replaced: what kept it from its serve would keep the next one.
                let mut member = core.members.swap_remove(at);
                let late = member
                    .deadline()
                    .is_some_and(|deadline| deadline <= Instant::now());
                let status = member.kill();
                return Err(if late {
                    StartError::NotReady(START)
                } else {
                    StartError::Ended(status)
                });
            }
        }
        Ok(core)
    }

    /// How many tasks the workers can hold.
    pub fn capacity(&self) -> usize {
        self.options.workers.saturating_mul(self.options.ahead)
    }

    pub fn ids(&self) -> Vec<u32> {
        self.members.iter().map(Member::id).collect()
    }

    /// A new call begins: what is left of an earlier one is not wanted, and workers that are missing are started again.
    pub fn begin(&mut self) {
        self.wanted_from = self.next_id;
        self.queue.clear();
        self.outcomes.clear();
        self.false_starts = 0;
        self.replenish();
    }

    /// Whether a worker has room for another task, or the task would fail because there is no worker.
    pub fn has_room(&self) -> bool {
        self.queue.is_empty()
            && (self.members.is_empty() || self.members.iter().any(Member::has_room))
    }

    /// Sends what was submitted.
    pub fn flush(&mut self) {
        self.members.iter_mut().for_each(Member::flush);
    }

    /// Takes a task on, to be sent with the next `flush`. Its id is one more than that of the task before.
    pub fn submit(&mut self, message: Result<Vec<u8>, TaskError>) {
        let id = self.next_id;
        self.next_id += 1;
        match message {
            Ok(message) if message.len() > self.options.message_limit => {
                let result = Err(TaskError::TooLong(message.len()));
                self.outcomes.push_back(Outcome {
                    id,
                    attempts: 0,
                    worker: 0,
                    result,
                });
            }
            Ok(message) => {
                self.queue.push_back(Task {
                    id,
                    message,
                    attempts: 0,
                    unreceived: 0,
                });
                self.hand_out();
            }
            Err(error) => self.outcomes.push_back(Outcome {
                id,
                attempts: 0,
                worker: 0,
                result: Err(error),
            }),
        }
    }

    /// The id the next task will have.
    pub fn next_id(&self) -> u64 {
        self.next_id
    }

    /// An outcome that has come.
    pub fn take(&mut self) -> Option<Outcome> {
        self.outcomes.pop_front()
    }

    /// Waits until something has happened to the workers or to their tasks, and deals with it.
    pub fn wait(&mut self) {
        if self.again.is_some_and(|again| again <= Instant::now()) {
            self.replenish();
        }
        self.hand_out();
        self.flush();
        if self.outcomes.is_empty()
            && let Some(at) = self.poll()
        {
            self.replace(at);
        }
    }

    /// Gives each waiting task to the worker that holds the fewest, as long as one has room.
    fn hand_out(&mut self) {
        while let Some(task) = self.queue.pop_front() {
            if self.members.is_empty() {
                self.replenish();
            }
            if self.members.is_empty() {
                let result = Err(TaskError::NoWorker(self.trouble.clone()));
                self.outcomes.push_back(Outcome {
                    id: task.id,
                    attempts: task.attempts,
                    worker: 0,
                    result,
                });
                continue;
            }
            let hungry = self.members.iter_mut().filter(|member| member.has_room());
            match hungry.min_by_key(|member| member.held()) {
                Some(member) => member.give(task),
                None => return self.queue.push_front(task),
            }
        }
    }

    /// Sleeps until a worker has answered, can take more, has ended, or has run out of time; takes the answers. Returns
    /// the place of a worker that must be replaced.
    fn poll(&mut self) -> Option<usize> {
        let deadlines = self.members.iter().filter_map(Member::deadline);
        let until = deadlines.chain(self.again).min();
        let patience = until.map(|until| until.saturating_duration_since(Instant::now()));
        let timeout = patience.map_or(PollTimeout::NONE, poll_timeout);
        let mut asked: Vec<PollFd> = Vec::with_capacity(self.members.len());
        asked.extend(
            self.members
                .iter()
                .map(Member::interest)
                .map(|(socket, events)| PollFd::new(socket, events)),
        );
        let happened: Vec<PollFlags> = match poll(&mut asked, timeout) {
            Ok(_) => asked
                .iter()
                .map(|one| one.revents().unwrap_or(PollFlags::POLLIN))
                .collect(),
            Err(Errno::EINTR) => return None,
            Err(_) => {
                // No memory, or fewer descriptors allowed than there are: look at everybody, but not in a hurry.
                thread::sleep(Duration::from_millis(10));
                vec![PollFlags::POLLIN | PollFlags::POLLOUT; self.members.len()]
            }
        };

        let now = Instant::now();
        let mut lost = None;
        for (at, events) in happened.into_iter().enumerate() {
            let member = &mut self.members[at];
            if events.contains(PollFlags::POLLOUT) {
                member.flush();
            }
            let ended =
                !events.difference(PollFlags::POLLOUT).is_empty() && member.fill() == Came::End;
            self.collect(at);
            let member = &self.members[at];
            if ended
                || member.is_garbled()
                || member.deadline().is_some_and(|deadline| deadline <= now)
            {
                lost = Some(at);
            }
        }
        lost
    }

    /// Takes the answers that have come from one worker.
    fn collect(&mut self, at: usize) {
        let member = &mut self.members[at];
        let worker = member.id();
        while let Some((task, answer)) = member.take() {
            if task.id >= self.wanted_from {
                let attempts = task.attempts + 1;
                self.outcomes.push_back(Outcome {
                    id: task.id,
                    attempts,
                    worker,
                    result: Ok(answer),
                });
            }
        }
        if member.is_ready() {
            self.false_starts = 0;
        }
    }

    /// Ends a worker, sees to its tasks, and starts another.
    fn replace(&mut self, at: usize) {
        let late = self.members[at].late(Instant::now());
        let status = self.members[at].kill();
        // It is dead, so nothing is added to what the socket holds; what it answered
        // before its end counts.
        while self.members[at].fill() == Came::Bytes {
            self.collect(at);
        }
        self.collect(at);
        let member = self.members.swap_remove(at);
        let (worker, was_ready) = (member.id(), member.is_ready());
        let (begun, mut not_begun) = member.into_tasks();

        let error = |task: &Task| match self.options.time_limit {
            Some(limit) if late == Some(task.id) => TaskError::TimedOut(limit),
            _ => TaskError::Died(status),
        };
        let mut failed = None;
        if let Some(mut task) = begun {
            task.attempts += 1;
            let error = error(&task);
            if matches!(error, TaskError::Died(_)) && task.attempts <= self.options.retries {
                not_begun.push_front(task);
            } else {
                failed = Some((task, error));
            }
        } else if let Some(task) = not_begun.front_mut().filter(|_| was_ready) {
            // It was on its way. A task that no worker lives to receive would be sent for
            // ever.
            task.unreceived += 1;
            if task.unreceived == FALSE_STARTS {
                let error = error(task);
                failed = not_begun.pop_front().map(|task| (task, error));
            }
        }
        if let Some((task, error)) = failed.filter(|(task, _)| task.id >= self.wanted_from) {
            let (id, attempts) = (task.id, task.attempts);
            self.outcomes.push_back(Outcome {
                id,
                attempts,
                worker,
                result: Err(error),
            });
        }
        not_begun.retain(|task| task.id >= self.wanted_from);
        not_begun.append(&mut self.queue);
        self.queue = not_begun;
        if !was_ready {
            self.false_starts += 1;
            self.trouble = StartError::Ended(status).to_string();
        }
        self.replenish();
    }

    /// Starts the workers that are missing.
    fn replenish(&mut self) {
        self.again = None;
        while self.members.len() < self.options.workers && self.false_starts < FALSE_STARTS {
            match Member::start(&self.options) {
                Ok(member) => self.members.push(member),
                Err(error) => {
                    self.trouble = error.to_string();
                    self.again = Some(Instant::now() + AGAIN);
                    return;
                }
            }
        }
    }

    /// Answers that nobody has asked for are thrown away, and a worker that dies is not replaced.
    pub fn join(mut self) -> Vec<ExitStatus> {
        (self.wanted_from, self.again) = (self.next_id, None);
        let mut ended = Vec::new();
        while self.members.iter().any(|member| member.held() > 0) {
            if let Some(at) = self.poll() {
                ended.push(self.members.swap_remove(at).kill());
            }
        }
        self.members.iter().for_each(Member::close);
        ended.extend(self.members.iter_mut().map(Member::finish));
        ended
    }
}
