//! Claims are data: two candidates and a bound on what the one costs in terms of the other.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::latency_claims;
use crate::memory::view;
use crate::record::Record;
use crate::statistics::Interval;

/// A sentence, and the figures it stands or falls with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Its name in figures and tests.
    pub id: String,
    /// What is claimed.
    pub sentence: String,
    /// The candidate whose cost is divided: time, or the memory of one where it is a memory candidate, or a
    /// percentile of a latency, as in `latency-task-open-p99`.
    pub numerator: String,
    /// By the cost of this one, which is of the same kind.
    pub denominator: String,
    /// What the ratio has to be.
    pub bound: Bound,
}

/// A bound on a ratio.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// So much or more.
    AtLeast(f64),
    /// So much or less.
    AtMost(f64),
}

/// Whether a claim is borne by the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// The whole interval of the ratio is within the bound.
    Holds,
    /// The whole interval is outside.
    DoesNotHold,
    /// The bound is inside the interval: these samples cannot tell.
    Undecided,
    /// One of the two could not run.
    NotMeasured,
}

/// A claim, what was measured, and what follows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdict {
    /// The claim.
    pub claim: Claim,
    /// The ratio, pair by pair, with its interval.
    pub ratio: Option<Interval>,
    /// Whether the claim holds.
    pub ruling: Ruling,
}

/// Judges every claim of a record from its samples.
pub fn judge(record: &Record) -> Vec<Verdict> {
    let analysis = Analysis::of(record);
    record
        .claims
        .iter()
        .map(|claim| {
            let (numerator, denominator) = (&claim.numerator, &claim.denominator);
            let ratio = analysis
                .ratio(numerator, denominator)
                .or_else(|| of_memory(record, numerator, denominator))
                .or_else(|| latency_claims::ratio(record, numerator, denominator));
            Verdict {
                claim: claim.clone(),
                ratio,
                ruling: ratio.map_or(Ruling::NotMeasured, |ratio| claim.bound.rule(ratio)),
            }
        })
        .collect()
}

/// What one takes in terms of what one of the other does: pages and page tables, and of what is listed the kernel's memory too.
fn of_memory(record: &Record, numerator: &str, denominator: &str) -> Option<Interval> {
    let memory = |id: &str| record.memories.iter().find(|memory| memory.id == id);
    view::ratio_of(
        memory(numerator)?,
        memory(denominator)?,
        record.settings.seed,
    )
}

impl Bound {
    /// Holds a ratio against the bound.
    pub fn rule(self, ratio: Interval) -> Ruling {
        let (holds, fails) = match self {
            Bound::AtLeast(bound) => (ratio.low >= bound, ratio.high < bound),
            Bound::AtMost(bound) => (ratio.high <= bound, ratio.low > bound),
        };
        match (holds, fails) {
            (true, _) => Ruling::Holds,
            (_, true) => Ruling::DoesNotHold,
            _ => Ruling::Undecided,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::AtLeast(bound) => write!(f, "at least {bound} ×"),
            Bound::AtMost(bound) => write!(f, "at most {bound} ×"),
        }
    }
}

impl fmt::Display for Ruling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Ruling::Holds => "holds",
            Ruling::DoesNotHold => "does not hold",
            Ruling::Undecided => "undecided",
            Ruling::NotMeasured => "not measured",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::memory::{Memory, Point};

    #[test]
    fn a_claim_may_be_about_memory() {
        let memory = |id: &str, bytes: i64| Memory {
            id: id.into(),
            name: id.into(),
            points: (1..=4)
                .map(|count| Point {
                    count,
                    private_bytes: 1 << 20,
                    page_table_bytes: bytes * i64::from(count),
                    ..Point::default()
                })
                .collect(),
            ..Memory::default()
        };
        let mut record = fixture::record(&[("a", &[1, 1, 1, 1]), ("b", &[1, 1, 1, 1])]);
        record.memories = vec![memory("small", 1000), memory("large", 3000)];
        let ruled = |record: &mut Record, numerator: &str, denominator: &str, bound| {
            record.claims = vec![Claim {
                id: "c".into(),
                sentence: "C".into(),
                numerator: numerator.into(),
                denominator: denominator.into(),
                bound,
            }];
            judge(record).remove(0).ruling
        };
        let least = Bound::AtLeast(2.9);
        assert_eq!(ruled(&mut record, "large", "small", least), Ruling::Holds);
        assert_eq!(
            ruled(&mut record, "small", "large", least),
            Ruling::DoesNotHold
        );
        // Not of one kind.
        assert_eq!(ruled(&mut record, "a", "small", least), Ruling::NotMeasured);
    }

    #[test]
    fn a_bound_rules_by_the_whole_interval() {
        let ratio = |low, high| Interval {
            low,
            median: f64::midpoint(low, high),
            high,
        };
        for (bound, ratio, ruling) in [
            (Bound::AtLeast(5.0), ratio(5.0, 9.0), Ruling::Holds),
            (Bound::AtLeast(5.0), ratio(4.0, 9.0), Ruling::Undecided),
            (Bound::AtLeast(5.0), ratio(4.0, 4.9), Ruling::DoesNotHold),
            (Bound::AtMost(1.0), ratio(0.2, 1.0), Ruling::Holds),
            (Bound::AtMost(1.0), ratio(0.2, 1.1), Ruling::Undecided),
            (Bound::AtMost(1.0), ratio(1.1, 1.2), Ruling::DoesNotHold),
        ] {
            assert_eq!(bound.rule(ratio), ruling, "{bound} and {ratio:?}");
        }
    }
}
