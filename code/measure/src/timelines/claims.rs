//! What the chapter says about the timelines, as data: the figure, its bound, and a sentence for the page.
//!
//! The bounds are orders, not digits. They hold on any machine with two cores of its own.

use super::Language::{Python, Rust};
use super::Model::{Processes, Tasks, Threads};
use super::table_of_claims::CLAIMS;
use super::{Case, Language, Model, Record, Run};
use crate::claims::{self, Bound, Ruling};
use crate::format::ratio;
use crate::statistics::{Interval, bootstrap};

/// A sentence that a record bears or does not.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// Its name in figures and tests.
    pub id: &'static str,
    /// What is claimed.
    pub sentence: &'static str,
    /// What is compared, in words.
    pub compared: &'static str,
    /// The figure of one round; `NaN` where a run it needs is missing or set aside.
    pub figure: fn(&Round) -> f64,
    /// What the figure has to be.
    pub bound: Bound,
}

/// One turn through all configurations. Figures that are compared come from one round, minutes apart at most.
#[derive(Clone, Copy, Debug)]
pub struct Round<'a> {
    record: &'a Record,
    index: usize,
    /// Whether runs that were set aside count.
    disturbed_too: bool,
}

impl Claim {
    /// The median of the rounds' figures with its interval. Rounds in which a run it needs was set aside do not count,
    /// unless there are no others.
    pub fn measured(&self, record: &Record) -> Option<Interval> {
        let rounds = record
            .configurations
            .iter()
            .map(|configuration| configuration.runs.len())
            .max()
            .unwrap_or(0);
        [false, true].into_iter().find_map(|disturbed_too| {
            let figures = (0..rounds)
                .map(|index| {
                    (self.figure)(&Round {
                        record,
                        index,
                        disturbed_too,
                    })
                })
                .filter(|figure| figure.is_finite())
                .collect();
            bootstrap(&[figures], SEED)
        })
    }

    /// The claim judged, in the form that all suites' verdicts have.
    pub fn verdict(&self, record: &Record) -> claims::Verdict {
        let measured = self.measured(record);
        claims::Verdict {
            claim: claims::Claim {
                id: self.id.to_owned(),
                sentence: self.sentence.to_owned(),
                numerator: self.compared.to_owned(),
                denominator: "1".to_owned(),
                bound: self.bound,
            },
            ratio: measured,
            ruling: measured.map_or(Ruling::NotMeasured, |interval| self.bound.rule(interval)),
        }
    }
}

/// The bootstrap's: the same record has the same intervals.
const SEED: u64 = 1;

/// The rows of the claims' table: sentence, what is compared, figure, bound, ruling.
pub fn rows(record: &Record) -> impl Iterator<Item = [String; 5]> {
    CLAIMS.iter().map(|claim| {
        let verdict = claim.verdict(record);
        let measured = verdict.ratio.map_or_else(
            || "not measured".to_owned(),
            |Interval { low, median, high }| {
                format!("{} ({}–{})", ratio(median), ratio(low), ratio(high))
            },
        );
        let bound = match claim.bound {
            Bound::AtLeast(bound) => format!("at least {bound}"),
            Bound::AtMost(bound) => format!("at most {bound}"),
        };
        [
            claim.sentence.to_owned(),
            claim.compared.to_owned(),
            measured,
            bound,
            verdict.ruling.to_string(),
        ]
    })
}

/// Every model in every language.
pub(super) const EVERY: [(Model, Language); 6] = [
    (Processes, Rust),
    (Threads, Rust),
    (Tasks, Rust),
    (Processes, Python),
    (Threads, Python),
    (Tasks, Python),
];

impl Round<'_> {
    pub(super) fn of(
        &self,
        case: Case,
        (model, language): (Model, Language),
        figure: impl Fn(&Run) -> f64,
    ) -> f64 {
        let run = self
            .record
            .get(case, model, language)
            .and_then(|configuration| configuration.runs.get(self.index));
        run.filter(|run| self.disturbed_too || run.set_aside.is_none())
            .map_or(f64::NAN, figure)
    }

    pub(super) fn makespan(&self, case: Case, which: (Model, Language)) -> f64 {
        self.of(case, which, |run| run.makespan_ns as f64)
    }

    /// The share of the makespan with so many running at once, or more.
    pub(super) fn at_once(&self, case: Case, which: (Model, Language), n: usize) -> f64 {
        self.of(case, which, |run| {
            run.at_once_ns(n) as f64 / run.makespan_ns as f64
        })
    }

    /// The share of all computing that was done in company. Two at once do twice the work.
    pub(super) fn in_company(&self, case: Case, which: (Model, Language)) -> f64 {
        self.of(case, which, |run| {
            2.0 * run.at_once_ns(2) as f64 / run.running_ns as f64
        })
    }

    /// A Python without the lock is not what the claims about it are about.
    pub(super) fn with_gil(&self, figure: f64) -> f64 {
        let free_threaded = self
            .record
            .machine
            .python
            .as_ref()
            .is_some_and(|about| about.free_threaded);
        if free_threaded { f64::NAN } else { figure }
    }
}

/// The least of some figures; `NaN` if one of them is.
pub(super) fn least<const N: usize>(figures: [f64; N]) -> f64 {
    figures
        .into_iter()
        .reduce(|a, b| if a < b || a.is_nan() { a } else { b })
        .unwrap_or(f64::NAN)
}

/// The most of some figures; `NaN` if one of them is.
pub(super) fn most<const N: usize>(figures: [f64; N]) -> f64 {
    figures
        .into_iter()
        .reduce(|a, b| if a > b || a.is_nan() { a } else { b })
        .unwrap_or(f64::NAN)
}
