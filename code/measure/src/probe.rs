//! The machine's mood: what the hand-offs under everything else cost just now. Taken before a run and again after it.

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::awake::Awake;
use crate::format::duration;
use crate::statistics::{median, minimum};
use crate::wake::{cache_line_round_trips, cores, wake_round_trips};

/// What a cache line, a wake and the clock cost at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Probe {
    /// A cache line from one core to another, one way. `None` with one core.
    pub cache_line: Option<Spread>,
    /// Waking a thread that sleeps on the same core.
    pub wake_same_core: Option<Spread>,
    /// Waking a thread that sleeps on another core. `None` with one core.
    pub wake_other_core: Option<Spread>,
    /// The same while that core is [kept awake](crate::Awake). `None` with one core, and in records older than this probe.
    #[serde(default)]
    pub wake_awake_core: Option<Spread>,
    /// Reading the clock.
    pub timer: Option<Spread>,
}

/// The least and the middle of a few dozen batches.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Of the best batch.
    pub minimum_ns: f64,
    /// Of the middle batch.
    pub median_ns: f64,
}

impl Probe {
    /// Takes a quarter of a second, more on a busy machine.
    pub fn take() -> Self {
        let (near, far) = cores();
        let pair = near.zip(far);
        Probe {
            cache_line: pair.and_then(|(near, far)| {
                spread(2000, |trips| cache_line_round_trips(trips, near, far) / 2)
            }),
            wake_same_core: near.and_then(|near| {
                spread(500, |trips| {
                    wake_round_trips(trips, Some(near), Some(near)) / 2
                })
            }),
            wake_other_core: pair.and_then(|(near, far)| {
                spread(200, |trips| {
                    wake_round_trips(trips, Some(near), Some(far)) / 2
                })
            }),
            wake_awake_core: pair.and_then(|(near, far)| {
                let _awake = Awake::start();
                spread(500, |trips| {
                    wake_round_trips(trips, Some(near), Some(far)) / 2
                })
            }),
            timer: spread(10_000, |times| {
                let start = Instant::now();
                for _ in 0..times {
                    black_box(Instant::now());
                }
                start.elapsed()
            }),
        }
    }

    /// Each thing that was probed.
    pub fn spreads(&self) -> [(&'static str, Option<Spread>); 5] {
        [
            ("a cache line between cores, one way", self.cache_line),
            ("waking a thread on the same core", self.wake_same_core),
            ("waking a thread on another core", self.wake_other_core),
            (
                "waking a thread on another core that is kept awake",
                self.wake_awake_core,
            ),
            ("reading the clock", self.timer),
        ]
    }

    /// Each thing that was probed, with what it came to.
    pub fn lines(&self) -> [(&'static str, String); 5] {
        let say = |spread: Option<Spread>| match spread {
            Some(spread) => format!(
                "{} (at best {})",
                duration(spread.median_ns),
                duration(spread.minimum_ns)
            ),
            None => "not measured".into(),
        };
        self.spreads().map(|(what, spread)| (what, say(spread)))
    }
}

/// Thirty batches of so many operations; a batch returns what they took together.
fn spread(operations: u64, mut batch: impl FnMut(u64) -> Duration) -> Option<Spread> {
    let mut times: Vec<f64> = (0..30)
        .map(|_| batch(operations).as_nanos() as f64 / operations as f64)
        .collect();
    Some(Spread {
        minimum_ns: minimum(times.iter().copied())?,
        median_ns: median(&mut times)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_has_its_least_first() {
        let mut step = 0;
        let spread = spread(10, |_| {
            step += 1;
            Duration::from_nanos(10 * step)
        });
        assert_eq!(
            spread,
            Some(Spread {
                minimum_ns: 1.0,
                median_ns: 15.5
            })
        );
    }

    #[test]
    fn a_machine_with_one_core_says_so() {
        let probe = Probe {
            cache_line: None,
            wake_same_core: None,
            wake_other_core: None,
            wake_awake_core: None,
            timer: None,
        };
        assert!(probe.lines()[0].1.contains("not measured"));
    }
}
