//! Claims are data: two candidates and a bound on what the one costs in terms of the other.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::record::Record;
use crate::statistics::Interval;

/// A sentence, and the figures it stands or falls with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Its name in figures and tests.
    pub id: String,
    /// What is claimed.
    pub sentence: String,
    /// The candidate whose cost is divided.
    pub numerator: String,
    /// By the cost of this one.
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
            let ratio = analysis.ratio(&claim.numerator, &claim.denominator);
            Verdict {
                claim: claim.clone(),
                ratio,
                ruling: ratio.map_or(Ruling::NotMeasured, |ratio| claim.bound.rule(ratio)),
            }
        })
        .collect()
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
