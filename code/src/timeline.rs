//! Who ran when: the states a worker goes through, recorded by the worker itself.
//!
//! A worker (a process, a thread or a task) cannot see that it is not running. It can see that the clock has jumped. So it
//! cuts its computation into short chunks and looks at the clock and at its core after each: two looks further apart than
//! a chunk can explain mean that something else had the core in between. [`Recorder`] does that and yields [`Span`]s;
//! [`Timeline`] puts the spans of several workers on one time axis and answers questions about them.
//!
//! ```
//! use code::timeline::{Recorder, Timeline, now_ns};
//! use std::time::Duration;
//!
//! let mut recorder = Recorder::new(0, now_ns(), Duration::from_micros(300));
//! recorder.compute(10, || {
//!     std::hint::black_box((0..10_000u64).sum::<u64>());
//! });
//! recorder.wait(Duration::from_millis(1));
//! let timeline = Timeline::new(recorder.finish());
//! assert!(timeline.makespan() >= Duration::from_millis(1));
//! assert!(timeline.max_running_at_once() <= 1);
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

pub use recorder::{Recorder, now_ns};

mod recorder;

/// What a worker was doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It executed instructions.
    Running {
        /// The core, as the kernel numbers it.
        core: usize,
    },
    /// It had work to do and no core (or no interpreter, or no event loop) to do it on.
    Ready,
    /// It had nothing to do until a time to come.
    Waiting,
}

/// A stretch of time that one worker spent in one state.
///
/// Its text form, `WORKER STATE CORE START END`, is what workers in other processes and other languages send home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Which worker, counted from 0.
    pub worker: usize,
    /// What it was doing.
    pub state: State,
    /// When it began, on the clock of [`now_ns`] or, within a [`Timeline`], counted from the timeline's origin.
    pub start_ns: u64,
    /// When it ended, on the same clock.
    pub end_ns: u64,
}

impl Span {
    /// How long it lasted.
    pub fn duration(&self) -> Duration {
        Duration::from_nanos(self.end_ns.saturating_sub(self.start_ns))
    }

    /// The core, if the worker was running.
    pub fn core(&self) -> Option<usize> {
        match self.state {
            State::Running { core } => Some(core),
            State::Ready | State::Waiting => None,
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Span {
            worker,
            state,
            start_ns,
            end_ns,
        } = self;
        match state {
            State::Running { core } => write!(f, "{worker} running {core} {start_ns} {end_ns}"),
            State::Ready => write!(f, "{worker} ready - {start_ns} {end_ns}"),
            State::Waiting => write!(f, "{worker} waiting - {start_ns} {end_ns}"),
        }
    }
}

/// A line that is not a [`Span`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseSpanError(String);

impl fmt::Display for ParseSpanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a span (WORKER STATE CORE START END): {:?}", self.0)
    }
}

impl std::error::Error for ParseSpanError {}

impl FromStr for Span {
    type Err = ParseSpanError;

    fn from_str(line: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let mut fields = line.split_ascii_whitespace();
            let worker = fields.next()?.parse().ok()?;
            let state = match (fields.next()?, fields.next()?) {
                ("running", core) => State::Running {
                    core: core.parse().ok()?,
                },
                ("ready", "-") => State::Ready,
                ("waiting", "-") => State::Waiting,
                _ => return None,
            };
            let start_ns = fields.next()?.parse().ok()?;
            let end_ns = fields.next()?.parse().ok()?;
            let whole = fields.next().is_none() && start_ns <= end_ns;
            whole.then_some(Span {
                worker,
                state,
                start_ns,
                end_ns,
            })
        };
        parse().ok_or_else(|| ParseSpanError(line.to_owned()))
    }
}

/// The spans of several workers on one time axis that begins at 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    spans: Vec<Span>,
}

impl Timeline {
    /// Puts spans in order, by worker and then by time, and moves the origin to the earliest of them.
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = spans.into_iter().collect();
        let origin = spans.iter().map(|span| span.start_ns).min().unwrap_or(0);
        for span in &mut spans {
            span.start_ns -= origin;
            span.end_ns = span.end_ns.saturating_sub(origin);
        }
        spans.sort_by_key(|span| (span.worker, span.start_ns));
        Self { spans }
    }

    /// All spans, by worker and then by time.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The spans of each worker, in the order of the workers.
    pub fn lanes(&self) -> impl Iterator<Item = &[Span]> {
        self.spans.chunk_by(|a, b| a.worker == b.worker)
    }

    /// From the first submission to the last instruction.
    pub fn makespan(&self) -> Duration {
        Duration::from_nanos(self.spans.iter().map(|span| span.end_ns).max().unwrap_or(0))
    }

    /// The time that all workers together spent in the states that `which` selects.
    pub fn time_in(&self, which: impl Fn(State) -> bool) -> Duration {
        self.spans
            .iter()
            .filter(|span| which(span.state))
            .map(Span::duration)
            .sum()
    }

    /// The time that each core spent on these workers.
    pub fn cpu_used(&self) -> BTreeMap<usize, Duration> {
        let mut used = BTreeMap::new();
        for span in &self.spans {
            if let Some(core) = span.core() {
                *used.entry(core).or_default() += span.duration();
            }
        }
        used
    }

    /// How many workers were running at the busiest instant.
    pub fn max_running_at_once(&self) -> usize {
        self.levels()
            .into_iter()
            .map(|(running, _)| running)
            .max()
            .unwrap_or(0)
    }

    /// For how long at least `n` workers were running at once.
    pub fn time_running_at_once(&self, n: usize) -> Duration {
        self.levels()
            .into_iter()
            .filter(|&(running, _)| running >= n)
            .map(|(_, time)| time)
            .sum()
    }

    /// How often a worker went on running on another core than before.
    pub fn migrations(&self) -> usize {
        self.lanes()
            .map(|lane| {
                let cores: Vec<usize> = lane.iter().filter_map(Span::core).collect();
                cores.windows(2).filter(|pair| pair[0] != pair[1]).count()
            })
            .sum()
    }

    /// The time axis cut at every start and end: how many were running, and for how long.
    fn levels(&self) -> Vec<(usize, Duration)> {
        let mut changes: BTreeMap<u64, isize> = BTreeMap::new();
        for span in self.spans.iter().filter(|span| span.core().is_some()) {
            *changes.entry(span.start_ns).or_default() += 1;
            *changes.entry(span.end_ns).or_default() -= 1;
        }
        let mut levels = Vec::with_capacity(changes.len());
        let (mut running, mut since) = (0isize, 0);
        for (at, change) in changes {
            levels.push((running.unsigned_abs(), Duration::from_nanos(at - since)));
            (running, since) = (running + change, at);
        }
        levels
    }
}

#[cfg(test)]
mod tests;
