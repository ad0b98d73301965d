//! Takes samples: calibrates every candidate, then runs all of them once a round, in an order of its own for each round.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::awake::Awake;
use crate::candidate::Candidate;
use crate::coprocess::{Answer, Ran};
use crate::error::Error;
use crate::evidence::{self, Counters};
use crate::helpers::Helpers;
use crate::record::{Round, Sample};
use crate::suite::Suite;
use crate::taint::{self, Stretch};
use crate::work::{Run, Work};
use crate::worker::Message;

/// What is known of a candidate in this process.
enum State {
    Fresh,
    /// It is run with so many operations.
    Calibrated(u64),
    Unavailable,
}

pub(crate) struct Sampler {
    candidates: Vec<Candidate>,
    states: Vec<State>,
    helpers: Helpers,
    target: Duration,
    random: fastrand::Rng,
}

/// The counters around a sample, and what was counted in between.
type Taken = (Counters, Counters, Ran);

impl Sampler {
    pub(crate) fn new(
        suite: Suite,
        interpreter: Option<PathBuf>,
        target: Duration,
        seed: u64,
    ) -> Self {
        Sampler {
            states: suite.candidates.iter().map(|_| State::Fresh).collect(),
            candidates: suite.candidates,
            helpers: Helpers::new(interpreter, suite.python),
            target,
            random: fastrand::Rng::with_seed(seed),
        }
    }

    /// Takes the samples of process number `process` and sends them. In each round, those that were disturbed are taken again
    /// after the others, up to `retakes` times.
    pub(crate) fn run(mut self, process: u32, rounds: u32, retakes: u32) -> Result<(), Error> {
        let cores = evidence::cores();
        let mut order: Vec<usize> = (0..self.candidates.len()).collect();
        for &candidate in &order {
            self.calibrate(candidate)?;
            Message::Step.send()?;
        }
        for round in 0..rounds {
            self.random.shuffle(&mut order);
            let (before, helpers_before) = (Counters::now(), self.helpers.cpu_ns());
            let start = Instant::now();
            let mut samples = Vec::new();
            let mut pending = order.clone();
            for take in 0..=retakes {
                let mut disturbed = Vec::new();
                for candidate in pending {
                    if let State::Calibrated(operations) = self.states[candidate]
                        && let Some(sample) = self.sample(candidate, operations)?
                    {
                        if taint::disturbed(Stretch::from(&sample), cores).is_some() {
                            disturbed.push(candidate);
                        }
                        let position = samples.len() as u32;
                        samples.push((
                            candidate,
                            Sample {
                                process,
                                round,
                                position,
                                ..sample
                            },
                        ));
                    }
                    if take == 0 {
                        Message::Step.send()?;
                    }
                }
                pending = disturbed;
            }
            let used = Counters::now().since(&before);
            let round = Round {
                process,
                round,
                wall_ns: start.elapsed().as_nanos() as u64,
                steal_ticks: used.steal_ticks,
                foreign_ticks: hundredths(
                    used.foreign_ticks(self.helpers.cpu_ns() - helpers_before),
                ),
            };
            for (candidate, mut sample) in samples {
                sample.tainted =
                    taint::reason(Stretch::from(&sample), Stretch::from(&round), cores);
                Message::Sample { candidate, sample }.send()?;
            }
            Message::Round(round).send()?;
        }
        Ok(())
    }

    /// Runs a candidate until it is warm and finds how many operations fill a sample. At least one, however long it takes.
    fn calibrate(&mut self, candidate: usize) -> Result<(), Error> {
        let mut operations = 1;
        let most = self.candidates[candidate].most;
        // The first run starts pools, loads libraries and faults pages in.
        if self.sample(candidate, operations)?.is_none() {
            return Ok(());
        }
        while let Some(sample) = self.sample(candidate, operations)? {
            let fitting =
                self.target.as_nanos() as f64 / sample.wall_ns.max(1) as f64 * operations as f64;
            if Duration::from_nanos(sample.wall_ns) >= self.target / 4 || operations >= most {
                self.states[candidate] = State::Calibrated((fitting as u64).clamp(1, most));
                break;
            }
            // In steps, because the first few operations may be slower than those to come.
            operations = (fitting as u64)
                .clamp(operations * 2, operations * 20)
                .min(most);
        }
        Ok(())
    }

    /// One sample, not yet judged. `None` if the candidate cannot run, which the parent is told.
    fn sample(&mut self, candidate: usize, operations: u64) -> Result<Option<Sample>, Error> {
        match self.take(candidate, operations)? {
            Ok((before, after, ran)) => Ok(Some(sample(operations, before, after, &ran))),
            Err(reason) => {
                self.states[candidate] = State::Unavailable;
                Message::Unavailable { candidate, reason }.send()?;
                Ok(None)
            }
        }
    }

    /// Has a candidate run, here or in a helper. The inner error is the candidate's own.
    fn take(&mut self, index: usize, operations: u64) -> Result<Result<Taken, String>, Error> {
        let candidate = &mut self.candidates[index];
        let _awake = candidate.awake.then(Awake::start);
        if let (Work::Rust(work), false) = (&mut candidate.work, candidate.alone) {
            return Ok(run(work.as_mut(), operations));
        }
        let before = Counters::now();
        let answer = self.helpers.run(candidate, operations)?;
        let after = Counters::now();
        Ok(match answer {
            Answer::Counted {
                before,
                after,
                elapsed_ns,
                ..
            } => {
                let ran = Ran {
                    elapsed_ns,
                    ..Ran::default()
                };
                Ok((before, after, ran))
            }
            Answer::Ran(ran) => Ok((before, after, ran)),
            Answer::Unavailable { unavailable } => Err(unavailable),
        })
    }
}

/// Runs n operations in this process. A panic is the reason why they cannot run.
pub(crate) fn run(work: &mut dyn Run, operations: u64) -> Result<Taken, String> {
    let taken = catch_unwind(AssertUnwindSafe(|| {
        work.prepare();
        let before = Counters::now();
        let elapsed = work.run(operations);
        let after = Counters::now();
        work.finish();
        (
            before,
            after,
            Ran {
                elapsed_ns: elapsed.as_nanos() as u64,
                ..Ran::default()
            },
        )
    }));
    taken.map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
        text.unwrap_or("it panicked")
            .lines()
            .next()
            .unwrap_or_default()
            .into()
    })
}

fn sample(operations: u64, before: Counters, after: Counters, python: &Ran) -> Sample {
    let used = after.since(&before);
    Sample {
        process: 0,
        round: 0,
        position: 0,
        operations,
        wall_ns: python.elapsed_ns,
        own_cpu_ns: used.own_cpu_ns + python.cpu_ns,
        steal_ticks: used.steal_ticks,
        foreign_ticks: hundredths(used.foreign_ticks(python.cpu_ns)),
        voluntary: used.voluntary + python.voluntary,
        involuntary: used.involuntary + python.involuntary,
        minor_faults: used.minor_faults + python.minor_faults,
        major_faults: used.major_faults + python.major_faults,
        core_before: before.core,
        core_after: after.core,
        tainted: None,
    }
}

/// Ticks are counted whole and CPU time to the microsecond; more digits than two would only fill the record.
fn hundredths(ticks: f64) -> f64 {
    (ticks * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_has_no_more_operations_than_allowed() {
        let instant = |_| Duration::from_nanos(1);
        let limited = Candidate::ours("limited", "Limited").timed(instant);
        let suite = Suite::new("s", "S").candidate(limited.group("G", "one").most(50));
        let mut sampler = Sampler::new(suite, None, Duration::from_millis(1), 0);
        sampler.calibrate(0).expect("it needs no helper");
        assert!(matches!(sampler.states[0], State::Calibrated(50)));
    }
}
