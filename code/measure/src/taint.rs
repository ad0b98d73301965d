//! Which samples are set aside, and why.
//!
//! The rule, in full. A sample is set aside if
//!
//! - the steal counter moved while it was taken: the hypervisor took a core away, for up to the 10 ms the counter needs to move;
//! - or others used more than 10 % of the cores' time during it, and more than 2 ticks: one tick is the counter's grain and a
//!   second one its phase, so only from three on is it certain that somebody else ran;
//! - or others used more than 10 % of the cores' time during the round it belongs to, and more than 2 ticks. A sample is some
//!   ten ticks long and three of ten is coarse; a round is hundreds, and there a tenth is a tenth.
//!
//! The rule looks at the machine and never at the time measured. (The longer a sample is, the likelier a tick falls into it: that
//! favours the fast ones of a row a little.) For the first two reasons a sample is taken again at the end of its round, twice at
//! most. A round with too much company is left as it is: there is no telling when that company will leave.

use crate::evidence::TICK;
use crate::record::{Round, Sample};

/// Above this share of the cores' time, foreign work taints.
pub const FOREIGN_SHARE: f64 = 0.10;

/// Up to so many ticks may be the grain of the counter.
pub const GRAIN_TICKS: f64 = 2.0;

/// What the rule needs to know of a stretch of time.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    /// How long it was.
    pub wall_ns: f64,
    /// By how much the steal counter moved.
    pub steal_ticks: i64,
    /// What others used, from [`crate::evidence::Counters::foreign_ticks`].
    pub foreign_ticks: f64,
}

impl From<&Sample> for Stretch {
    fn from(sample: &Sample) -> Self {
        Stretch {
            wall_ns: sample.wall_ns as f64,
            steal_ticks: sample.steal_ticks,
            foreign_ticks: sample.foreign_ticks,
        }
    }
}

impl From<&Round> for Stretch {
    fn from(round: &Round) -> Self {
        Stretch {
            wall_ns: round.wall_ns as f64,
            steal_ticks: round.steal_ticks,
            foreign_ticks: round.foreign_ticks,
        }
    }
}

impl Stretch {
    /// The share of the cores' time that others used, if it is more than the rule allows.
    fn foreign_share(&self, cores: usize) -> Option<f64> {
        let available = cores as f64 * self.wall_ns / TICK.as_nanos() as f64;
        let share = self.foreign_ticks / available;
        (self.foreign_ticks > GRAIN_TICKS && share > FOREIGN_SHARE).then_some(share)
    }
}

/// Why a sample is set aside, given what was counted during it and during its round; `None` if it is kept.
pub fn reason(sample: Stretch, round: Stretch, cores: usize) -> Option<String> {
    let of_round = || round.foreign_share(cores).map(|_| FOREIGN_ROUND);
    disturbed(sample, cores).or_else(of_round).map(String::from)
}

/// Why a sample is set aside whatever became of its round; `None` if there is no such reason.
pub fn disturbed(sample: Stretch, cores: usize) -> Option<&'static str> {
    if sample.steal_ticks > 0 {
        return Some(STOLEN);
    }
    sample.foreign_share(cores).map(|_| FOREIGN_SAMPLE)
}

/// The reason for a sample during which the hypervisor took a core.
pub const STOLEN: &str = "the hypervisor took a core";
/// The reason for a sample during which other programs ran.
pub const FOREIGN_SAMPLE: &str = "other programs ran during the sample";
/// The reason for a sample in whose round other programs ran.
pub const FOREIGN_ROUND: &str = "other programs ran during its round";

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(ms: f64, steal_ticks: i64, foreign_ticks: f64) -> Stretch {
        Stretch {
            wall_ns: ms * 1e6,
            steal_ticks,
            foreign_ticks,
        }
    }

    #[test]
    fn the_rule() {
        let quiet = stretch(1000.0, 0, 3.0);
        let busy = stretch(1000.0, 0, 25.0);
        // A sample of 50 ms on two cores has ten ticks.
        for (sample, round, expected) in [
            (stretch(50.0, 0, 0.0), quiet, None),
            (stretch(50.0, 0, -1.0), quiet, None),
            (stretch(50.0, 0, 2.0), quiet, None),
            (stretch(50.0, 0, 2.1), quiet, Some(FOREIGN_SAMPLE)),
            (stretch(500.0, 0, 9.0), quiet, None),
            (stretch(500.0, 0, 11.0), quiet, Some(FOREIGN_SAMPLE)),
            (stretch(50.0, 1, 0.0), quiet, Some(STOLEN)),
            (stretch(50.0, 0, 0.0), busy, Some(FOREIGN_ROUND)),
            // A round with stolen time elsewhere does not taint this sample.
            (stretch(50.0, 0, 0.0), stretch(1000.0, 4, 0.0), None),
        ] {
            assert_eq!(
                reason(sample, round, 2).as_deref(),
                expected,
                "{sample:?} in {round:?}"
            );
        }
    }

    #[test]
    fn what_a_round_did_is_no_reason_to_take_a_sample_again() {
        assert_eq!(disturbed(stretch(50.0, 1, 0.0), 2), Some(STOLEN));
        assert_eq!(disturbed(stretch(50.0, 0, 2.1), 2), Some(FOREIGN_SAMPLE));
        assert_eq!(disturbed(stretch(50.0, 0, 2.0), 2), None);
    }

    #[test]
    fn more_cores_allow_more_company() {
        let sample = stretch(100.0, 0, 5.0);
        let quiet = stretch(1000.0, 0, 0.0);
        assert!(reason(sample, quiet, 2).is_some());
        assert!(reason(sample, quiet, 8).is_none());
    }
}
