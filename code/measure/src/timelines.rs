//! One workload, run as processes, threads and tasks, in Rust and in Python: who ran when.
//!
//! Each run is recorded by its workers themselves (see [`code::timeline`]) in a process of its own ([`stage`]). A
//! [`session`] repeats all configurations in turns and keeps a [`Record`]; [`render`] draws the pages' figures from it.

use std::path::Path;

use serde::{Deserialize, Serialize};

pub use claims::{Claim, Round};
pub use command::run;
pub use job::Job;
pub use record::{CalibratedJob, Language, Record};
pub use render::render;
pub use runs::{Configuration, Evidence, Run};
pub use table_of_claims::CLAIMS;

use crate::claims::Verdict;
use crate::error::Error;

mod claims;
mod command;
mod job;
mod marks;
mod record;
mod render;
mod runs;
pub mod session;
pub mod stage;
mod svg;
mod table_of_claims;
#[cfg(test)]
mod tests;
mod text;

/// The chapter, its binary and its folder of results.
pub const NAME: &str = "concurrency-and-parallelism";

/// The kind that its records state.
pub const KIND: &str = "timelines";

/// The files that the records in `folder` draw, each with its content. The reader's record counts if it is there.
pub fn pages(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    let yours = Record::read_if_there(&folder.join("yours.json"))?;
    Ok(render(
        &Record::read(&folder.join("record.json"))?,
        yours.as_ref(),
    ))
}

/// The verdicts on all claims, as a record bears them.
pub fn verdicts(record: &Record) -> Vec<Verdict> {
    CLAIMS.iter().map(|claim| claim.verdict(record)).collect()
}

/// What the workers share: one core or two, and how many they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Case {
    /// Two jobs, the second started when the first is done. Two cores are there; one would do.
    OneAfterAnother,
    /// Two jobs started together, on one core.
    ConcurrentOnOneCore,
    /// Two jobs started together, on two cores.
    ParallelOnTwo,
    /// Eight jobs started together, on two cores.
    ManyOnFew,
}

impl Case {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 4] = [
        Self::OneAfterAnother,
        Self::ConcurrentOnOneCore,
        Self::ParallelOnTwo,
        Self::ManyOnFew,
    ];

    /// The letter it goes by.
    pub fn key(self) -> &'static str {
        match self {
            Self::OneAfterAnother => "a",
            Self::ConcurrentOnOneCore => "b",
            Self::ParallelOnTwo => "c",
            Self::ManyOnFew => "d",
        }
    }

    /// The case that goes by a letter.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.key() == key)
    }

    /// Its title, in words.
    pub fn title(self) -> &'static str {
        match self {
            Self::OneAfterAnother => "One after another",
            Self::ConcurrentOnOneCore => "Concurrent on one core",
            Self::ParallelOnTwo => "Parallel on two cores",
            Self::ManyOnFew => "Many on few: eight jobs on two cores",
        }
    }

    /// The file that holds its figure.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::OneAfterAnother => "one-after-another.svg",
            Self::ConcurrentOnOneCore => "concurrent-on-one-core.svg",
            Self::ParallelOnTwo => "parallel-on-two.svg",
            Self::ManyOnFew => "many-on-few.svg",
        }
    }

    /// How many jobs.
    pub fn workers(self) -> usize {
        if self == Self::ManyOnFew { 8 } else { 2 }
    }

    /// On how many cores.
    pub fn cores(self) -> usize {
        if self == Self::ConcurrentOnOneCore {
            1
        } else {
            2
        }
    }

    /// Whether a job starts only when the one before it is done.
    pub fn one_after_another(self) -> bool {
        self == Self::OneAfterAnother
    }
}

/// What a worker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Model {
    /// An operating-system process.
    Processes,
    /// An operating-system thread.
    Threads,
    /// A task of an async runtime: tokio, asyncio.
    Tasks,
}

impl Model {
    /// All of them, from the heaviest to the lightest.
    pub const ALL: [Self; 3] = [Self::Processes, Self::Threads, Self::Tasks];

    /// The word it goes by.
    pub fn key(self) -> &'static str {
        match self {
            Self::Processes => "processes",
            Self::Threads => "threads",
            Self::Tasks => "tasks",
        }
    }

    /// The model that goes by a word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.key() == key)
    }
}
