//! The measuring process: the binary runs itself again, with a hidden argument, and what is said here goes to its parent.

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::coprocess::Answer;
use crate::error::Error;
use crate::evidence::Counters;
use crate::latency::Latency;
use crate::memory::Point;
use crate::record::{Round, Sample};
use crate::sampler::{self, Sampler};
use crate::suite::Suite;
use crate::work::Work;

/// The first argument of a measuring process; its task follows.
pub(crate) const ARGUMENT: &str = "__measure";

/// What a measuring process is to do.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Task {
    /// Take the samples of all candidates.
    Samples {
        process: u32,
        rounds: u32,
        sample_ns: u64,
        retakes: u32,
        seed: u64,
        python: Option<PathBuf>,
    },
    /// Serve one candidate that wants to be alone.
    Alone { id: String },
    /// Take the latencies of one candidate.
    Latency { id: String, count: usize },
    /// Hold so many of one candidate.
    Memory { id: String, count: u32 },
}

/// What a measuring process says, a line each.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Message {
    /// One more sample has been taken, or would have been; for the progress bar.
    Step,
    Round(Round),
    Sample {
        candidate: usize,
        sample: Sample,
    },
    Unavailable {
        candidate: usize,
        reason: String,
    },
    Latency(Latency),
    Point(Point),
}

impl Message {
    pub(crate) fn send(&self) -> Result<(), Error> {
        say(self)
    }
}

fn say(message: &impl Serialize) -> Result<(), Error> {
    let line = serde_json::to_string(message).map_err(Error::worker)?;
    // The parent is gone if this fails, and nobody is left to tell.
    writeln!(io::stdout(), "{line}").map_err(Error::worker)
}

/// Does what a measuring process was started for.
pub(crate) fn work(mut suite: Suite, task: &str) -> Result<(), Error> {
    let task: Task = serde_json::from_str(task).map_err(Error::worker)?;
    // A candidate that panics has its reason reported; the default hook would print it as well.
    std::panic::set_hook(Box::new(|_| ()));
    // Looked up now, while no thread is pinned.
    crate::wake::cores();
    match task {
        Task::Samples {
            process,
            rounds,
            sample_ns,
            retakes,
            seed,
            python,
        } => {
            // Each process has its own order, and the same seed gives the same orders.
            let seed = seed.wrapping_add(u64::from(process));
            Sampler::new(suite, python, Duration::from_nanos(sample_ns), seed)
                .run(process, rounds, retakes)
        }
        Task::Alone { id } => serve(suite, &id),
        Task::Latency { id, count } => {
            let candidate = suite
                .latencies
                .iter_mut()
                .find(|candidate| candidate.id == id);
            Message::Latency(candidate.ok_or_else(|| Error::worker(id))?.measure(count)).send()
        }
        Task::Memory { id, count } => {
            let candidate = suite.memories.iter().find(|candidate| candidate.id == id);
            Message::Point(candidate.ok_or_else(|| Error::worker(id))?.measure(count)).send()
        }
    }
}

/// Runs one candidate as often as standard input asks for, as `python/measured.py` does.
fn serve(suite: Suite, id: &str) -> Result<(), Error> {
    let candidate = suite
        .candidates
        .into_iter()
        .find(|candidate| candidate.definition.id == id);
    let Some(Work::Rust(mut work)) = candidate.map(|candidate| candidate.work) else {
        return Err(Error::worker(format!("{id} is not to be run here")));
    };
    for line in io::stdin().lines() {
        let line = line.map_err(Error::worker)?;
        let operations = line.rsplit(' ').next().and_then(|n| n.parse().ok());
        let operations = operations.ok_or_else(|| Error::worker(format!("how many: {line}")))?;
        say(&match sampler::run(work.as_mut(), operations) {
            Ok((before, after, ran)) => Answer::Counted {
                before,
                after,
                elapsed_ns: ran.elapsed_ns,
                total_cpu_ns: Counters::now().own_cpu_ns,
            },
            Err(unavailable) => Answer::Unavailable { unavailable },
        })?;
    }
    Ok(())
}
