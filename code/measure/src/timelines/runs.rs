//! The runs of one configuration: their figures, and which of them count.

use std::time::Duration;

use code::timeline::{Span, State, Timeline};
use serde::{Deserialize, Serialize};

use super::{Case, Language, Model};
use crate::evidence::Counters;
use crate::taint::{self, Stretch};

/// One case, model and language: all its runs, and the spans of one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Configuration {
    /// The case.
    pub case: Case,
    /// The model.
    pub model: Model,
    /// The language.
    pub language: Language,
    /// Its runs, in the order they were made.
    pub runs: Vec<Run>,
    /// Which run `spans` are of: the one with the median makespan among those not disturbed.
    pub drawn: usize,
    /// As `[worker, state, core, start_ns, end_ns]`.
    #[serde(with = "span_arrays")]
    pub spans: Vec<Span>,
}

/// The figures of one run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Run {
    /// From the first submission to the last instruction.
    pub makespan_ns: u64,
    /// All jobs' durations, each from its submission to its last instruction, added up.
    pub jobs_ns: u64,
    /// All workers' time running, added up.
    pub running_ns: u64,
    /// All workers' time ready but not running, added up.
    pub ready_ns: u64,
    /// For how long at least one was running, at least two, and so on.
    pub at_once_ns: Vec<u64>,
    /// How often a worker went on running on another core.
    pub migrations: usize,
    /// What the kernel counted around the run.
    pub evidence: Evidence,
    /// Why the run is neither drawn nor bears a claim, by the rule of [`taint`]; nothing if it was undisturbed.
    pub set_aside: Option<String>,
}

/// What the kernel counted around a run, from before its process was started until it had ended.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Evidence {
    /// How long that was: longer than the makespan by the start of the process that runs the workers.
    pub wall_ns: u64,
    /// Hundredths of a second that the hypervisor gave to others.
    pub steal_ticks: i64,
    /// Hundredths of a second that other processes used.
    pub foreign_ticks: f64,
    /// Switches because a worker waited.
    pub voluntary: i64,
    /// Switches because another was to run.
    pub involuntary: i64,
}

impl Evidence {
    /// From the counters of the time between.
    pub fn new(wall: Duration, counted: &Counters) -> Self {
        Self {
            wall_ns: wall.as_nanos() as u64,
            steal_ticks: counted.steal_ticks,
            foreign_ticks: counted.foreign_ticks(0),
            voluntary: counted.voluntary,
            involuntary: counted.involuntary,
        }
    }
}

impl From<&Evidence> for Stretch {
    fn from(evidence: &Evidence) -> Self {
        Stretch {
            wall_ns: evidence.wall_ns as f64,
            steal_ticks: evidence.steal_ticks,
            foreign_ticks: evidence.foreign_ticks,
        }
    }
}

impl Run {
    /// The figures of a timeline, not set aside yet.
    pub fn new(timeline: &Timeline, evidence: Evidence) -> Self {
        let nanos = |duration: Duration| duration.as_nanos() as u64;
        Self {
            makespan_ns: nanos(timeline.makespan()),
            jobs_ns: nanos(timeline.time_in(|_| true)),
            running_ns: nanos(timeline.time_in(|state| matches!(state, State::Running { .. }))),
            ready_ns: nanos(timeline.time_in(|state| state == State::Ready)),
            at_once_ns: (1..=timeline.max_running_at_once())
                .map(|n| nanos(timeline.time_running_at_once(n)))
                .collect(),
            migrations: timeline.migrations(),
            evidence,
            set_aside: None,
        }
    }

    /// For how long at least `n` workers were running at once.
    pub fn at_once_ns(&self, n: usize) -> u64 {
        self.at_once_ns.get(n.wrapping_sub(1)).copied().unwrap_or(0)
    }

    /// Sets the run aside if the rule says so, given what was counted during its whole round.
    pub fn judge(&mut self, round: Stretch, cores: usize) {
        self.set_aside = taint::reason(Stretch::from(&self.evidence), round, cores);
    }

    /// The most workers that were running at once, for a millisecond of the run or more: less may be a stamp's error.
    pub fn most_running(&self) -> usize {
        self.at_once_ns
            .iter()
            .filter(|&&ns| ns >= 1_000_000)
            .count()
    }
}

impl Configuration {
    /// The spans of the drawn run on their axis.
    pub fn timeline(&self) -> Timeline {
        Timeline::new(self.spans.iter().copied())
    }

    /// The runs that bear claims: those not disturbed, or all if every one was.
    pub fn sound_runs(&self) -> impl Iterator<Item = &Run> {
        let none_sound = self.runs.iter().all(|run| run.set_aside.is_some());
        self.runs
            .iter()
            .filter(move |run| none_sound || run.set_aside.is_none())
    }

    /// The median of a figure over the sound runs; the lower one of two in the middle. `NaN` without runs.
    pub fn median(&self, figure: impl Fn(&Run) -> f64) -> f64 {
        let mut values: Vec<f64> = self.sound_runs().map(figure).collect();
        values.sort_by(f64::total_cmp);
        values
            .get(values.len().saturating_sub(1) / 2)
            .copied()
            .unwrap_or(f64::NAN)
    }

    /// The median makespan, which is the drawn run's.
    pub fn makespan_ns(&self) -> f64 {
        self.median(|run| run.makespan_ns as f64)
    }

    /// The index of the run to draw.
    pub fn choose(runs: &[Run]) -> usize {
        let none_sound = runs.iter().all(|run| run.set_aside.is_some());
        let mut order: Vec<usize> = (0..runs.len())
            .filter(|&i| none_sound || runs[i].set_aside.is_none())
            .collect();
        order.sort_by_key(|&i| runs[i].makespan_ns);
        order
            .get(order.len().saturating_sub(1) / 2)
            .copied()
            .unwrap_or(0)
    }
}

/// A span as an array takes a quarter of the bytes of a span as an object.
mod span_arrays {
    use code::timeline::{Span, State};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    type Array = (usize, String, Option<usize>, u64, u64);

    pub fn serialize<S: Serializer>(spans: &[Span], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(spans.iter().map(|span| {
            let state = match span.state {
                State::Running { .. } => "running",
                State::Ready => "ready",
                State::Waiting => "waiting",
            };
            (span.worker, state, span.core(), span.start_ns, span.end_ns)
        }))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Span>, D::Error> {
        let arrays = Vec::<Array>::deserialize(deserializer)?;
        let span = |(worker, state, core, start_ns, end_ns): Array| {
            let state = match (state.as_str(), core) {
                ("running", Some(core)) => State::Running { core },
                ("ready", None) => State::Ready,
                ("waiting", None) => State::Waiting,
                _ => {
                    return Err(D::Error::custom(format!(
                        "no such state: {state} on core {core:?}"
                    )));
                }
            };
            Ok(Span {
                worker,
                state,
                start_ns,
                end_ns,
            })
        };
        arrays.into_iter().map(span).collect()
    }
}
