//! What a run leaves behind: every sample, the machine, and what was claimed.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::claims::Claim;
use crate::error::Error;
use crate::file;
use crate::latency::Latency;
use crate::machine::Machine;
use crate::memory::Memory;
use crate::probe::Probe;
use crate::scaling::Scaling;

pub use crate::sample::{ROUND_COLUMNS, Round, SAMPLE_COLUMNS, Sample};

/// The version of the format. A change that an older reader would misread raises it.
pub const VERSION: u64 = 1;

/// A suite's run. In JSON, samples and rounds are arrays of numbers in the order that `sample_columns` and `round_columns` state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// [`VERSION`].
    pub version: u64,
    /// `suite`.
    pub kind: String,
    /// The name of the suite, its chapter and its binary.
    pub suite: String,
    /// What the suite measures, as a heading.
    pub title: String,
    /// When the run began, in UTC.
    pub date: String,
    /// The command that repeats it.
    pub command: String,
    /// What it ran on.
    pub machine: Machine,
    /// How it ran.
    pub settings: Settings,
    /// The machine's mood before the run.
    pub probe_before: Probe,
    /// And after it.
    pub probe_after: Probe,
    /// What the numbers of a round mean.
    pub round_columns: Vec<String>,
    /// Every round.
    pub rounds: Vec<Round>,
    /// What the numbers of a sample mean.
    pub sample_columns: Vec<String>,
    /// Every candidate with its samples.
    pub candidates: Vec<Measured>,
    /// Latencies at a fixed rate.
    pub latencies: Vec<Latency>,
    /// Memory by regression.
    pub memories: Vec<Memory>,
    /// Which candidates differ in their number of workers alone, and the law that is fitted to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scalings: Vec<Scaling>,
    /// What is claimed of the figures.
    pub claims: Vec<Claim>,
}

/// How a run was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// A run of a few seconds, to see that it works.
    pub quick: bool,
    /// Fresh processes, one after the other.
    pub processes: u32,
    /// Rounds in each process, after one to warm up and calibrate.
    pub rounds: u32,
    /// How long a sample is made to last.
    pub sample_ns: u64,
    /// How often a sample that was disturbed is taken again, at most.
    #[serde(default)]
    pub retakes: u32,
    /// The seed of the order of candidates and of the bootstrap.
    pub seed: u64,
}

/// What a candidate is to its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What no candidate can beat.
    Floor,
    /// What the chapter is about.
    Ours,
    /// What the reader would have written in Python.
    Peer,
}

/// A candidate as it was declared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// Its name in claims and figures.
    pub id: String,
    /// Its name in tables.
    pub name: String,
    /// What it is to its table.
    pub kind: Kind,
    /// The group it is compared within.
    pub group: String,
    /// What one operation is.
    pub unit: String,
    /// How many items an operation handles. Figures are for one item.
    pub items: u64,
    /// The floor it is compared with.
    pub floor: Option<String>,
    /// The peer it is compared with.
    pub peer: Option<String>,
}

/// A candidate and its samples.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// What it is.
    #[serde(flatten)]
    pub definition: Definition,
    /// Why it could not run.
    pub not_measured: Option<String>,
    /// Every sample, those set aside included.
    pub samples: Vec<Sample>,
}

impl Record {
    /// Reads the record of a suite.
    pub fn read(path: &Path) -> Result<Self, Error> {
        file::read_record(path, "suite")
    }

    /// The ids of what could not be measured.
    pub fn missing(&self) -> Vec<String> {
        let candidates = self
            .candidates
            .iter()
            .filter(|candidate| candidate.not_measured.is_some());
        let latencies = self
            .latencies
            .iter()
            .filter(|latency| latency.open_ns.is_empty());
        let memories = self
            .memories
            .iter()
            .filter(|memory| memory.points.len() < 2);
        candidates
            .map(|candidate| &candidate.definition.id)
            .chain(latencies.map(|latency| &latency.id))
            .chain(memories.map(|memory| &memory.id))
            .cloned()
            .collect()
    }

    /// The candidate of this id.
    pub fn candidate(&self, id: &str) -> Option<&Measured> {
        self.candidates
            .iter()
            .find(|candidate| candidate.definition.id == id)
    }
}
