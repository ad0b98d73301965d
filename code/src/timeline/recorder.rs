//! The worker's side: looks at the clock and at the core.

use std::time::Duration;

use nix::sched::sched_getcpu;
use nix::time::{ClockId, clock_gettime};

use super::{Span, State};

/// `CLOCK_MONOTONIC` in nanoseconds: one clock for every process of the machine, and the one that Python calls
/// `time.monotonic_ns`. (`Instant` is the same clock, but keeps its number to itself, so that it cannot cross a pipe.)
///
/// # Panics
///
/// If the kernel has no such clock. Every Linux since 2.6 has.
pub fn now_ns() -> u64 {
    let time = clock_gettime(ClockId::CLOCK_MONOTONIC).expect("a monotonic clock");
    time.tv_sec() as u64 * 1_000_000_000 + time.tv_nsec() as u64
}

/// The core that executes this call. It may be another one by the time it returns.
fn current_core() -> usize {
    sched_getcpu().unwrap_or(0)
}

/// Records what one worker goes through.
///
/// After each chunk of computing it takes a stamp, which costs less than 0.1 µs. Two stamps no further apart than the
/// threshold: the worker was running. Further apart: it was ready but not running, and the whole gap counts as ready.
/// So the time spent running is understated by up to a chunk for each interruption, an interruption shorter than the
/// threshold goes unseen, and two workers that take turns are never recorded as running at once.
#[derive(Debug)]
pub struct Recorder {
    worker: usize,
    threshold_ns: u64,
    last_ns: u64,
    spans: Vec<Span>,
}

impl Recorder {
    /// To be called by the worker as the first thing it does. It has been ready since `submitted_ns`, the [`now_ns`] of
    /// whoever started it, taken just before.
    pub fn new(worker: usize, submitted_ns: u64, threshold: Duration) -> Self {
        let mut recorder = Self {
            worker,
            threshold_ns: u64::try_from(threshold.as_nanos()).unwrap_or(u64::MAX),
            last_ns: submitted_ns,
            // Room enough that a recording seldom stops to allocate.
            spans: Vec::with_capacity(256),
        };
        recorder.extend(State::Ready, now_ns());
        recorder
    }

    /// Takes a stamp: the time since the last one was spent running, or ready if it is longer than the threshold.
    pub fn stamp(&mut self) {
        self.observe(now_ns(), current_core());
    }

    /// Calls `chunk` so many times, with a stamp after each.
    pub fn compute(&mut self, chunks: usize, mut chunk: impl FnMut()) {
        for _ in 0..chunks {
            chunk();
            self.stamp();
        }
    }

    /// Blocks the thread for `duration`.
    pub fn wait(&mut self, duration: Duration) {
        self.stamp();
        let deadline = self.deadline(duration);
        std::thread::sleep(duration);
        self.wake(deadline, now_ns());
    }

    /// Awaits `timer`, which is to complete after `duration`, in whichever runtime it belongs to.
    pub async fn wait_on(&mut self, duration: Duration, timer: impl Future) {
        self.stamp();
        let deadline = self.deadline(duration);
        timer.await;
        self.wake(deadline, now_ns());
    }

    /// What was recorded.
    pub fn finish(self) -> Vec<Span> {
        self.spans
    }

    fn deadline(&self, duration: Duration) -> u64 {
        self.last_ns
            .saturating_add(u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX))
    }

    pub(super) fn observe(&mut self, now_ns: u64, core: usize) {
        let interrupted = now_ns.saturating_sub(self.last_ns) > self.threshold_ns;
        self.extend(
            if interrupted {
                State::Ready
            } else {
                State::Running { core }
            },
            now_ns,
        );
    }

    /// The wait was over at the deadline. From then on the worker wanted a core.
    pub(super) fn wake(&mut self, deadline_ns: u64, now_ns: u64) {
        self.extend(State::Waiting, deadline_ns.min(now_ns));
        self.extend(State::Ready, now_ns);
    }

    /// The worker was in `state` from the last stamp until `now_ns`.
    fn extend(&mut self, state: State, now_ns: u64) {
        if now_ns <= self.last_ns {
            return;
        }
        match self.spans.last_mut() {
            Some(last) if last.state == state => last.end_ns = now_ns,
            _ => self.spans.push(Span {
                worker: self.worker,
                state,
                start_ns: self.last_ns,
                end_ns: now_ns,
            }),
        }
        self.last_ns = now_ns;
    }
}
