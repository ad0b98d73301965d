//! What is kept of a session.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Case, Configuration, Job, KIND, Model};
use crate::error::Error;
use crate::file;
use crate::machine::Machine;
use crate::record::VERSION;

/// In which the job is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// The binary itself.
    Rust,
    /// `python/concurrency_and_parallelism.py`.
    Python,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Rust, Self::Python];

    /// Its name, as written in prose.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rust => "Rust",
            Self::Python => "Python",
        }
    }

    /// The word it goes by in anchors.
    pub fn key(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Python => "python",
        }
    }
}

/// A recorded session: every run's figures, and every span of the runs that are drawn.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// Always `"timelines"`.
    pub kind: String,
    /// Of this format.
    pub version: u64,
    /// Where it was recorded.
    pub machine: Machine,
    /// When, in UTC.
    pub date: String,
    /// By which command.
    pub command: String,
    /// The cores the workers were pinned to; case B has the first of them.
    pub cores: Vec<usize>,
    /// A run of a few seconds, to see that it works.
    pub quick: bool,
    /// What a computation was calibrated to take.
    pub compute_ns: u64,
    /// How long a job sleeps between its two computations.
    pub wait_ns: u64,
    /// Stamps further apart than this mean that the worker was not running.
    pub threshold_ns: u64,
    /// The job, for each language.
    pub jobs: Vec<CalibratedJob>,
    /// One for each case, model and language.
    pub configurations: Vec<Configuration>,
}

/// The job as calibrated for a language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CalibratedJob {
    /// The language.
    pub language: Language,
    /// The job.
    pub job: Job,
    /// What a chunk took when it was calibrated.
    pub chunk_ns: u64,
}

impl Record {
    /// A record of this format, without configurations yet.
    pub fn new(machine: Machine, date: String, command: String) -> Self {
        Self {
            kind: KIND.to_owned(),
            version: VERSION,
            machine,
            date,
            command,
            cores: Vec::new(),
            quick: false,
            compute_ns: 0,
            wait_ns: 0,
            threshold_ns: 0,
            jobs: Vec::new(),
            configurations: Vec::new(),
        }
    }

    /// Reads a record; what is wrong with it is one clear line.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let record: Self = file::read_record(path, KIND)?;
        // Everything that is drawn relies on it.
        match record
            .configurations
            .iter()
            .find(|it| it.drawn >= it.runs.len())
        {
            Some(_) => Err(Error::BrokenRecord {
                path: path.to_owned(),
                reason: "a drawn run is not there".to_owned(),
            }),
            None => Ok(record),
        }
    }

    /// Reads a record that need not be there.
    pub fn read_if_there(path: &Path) -> Result<Option<Self>, Error> {
        match Self::read(path) {
            Err(Error::File { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some),
        }
    }

    /// One configuration.
    pub fn get(&self, case: Case, model: Model, language: Language) -> Option<&Configuration> {
        self.configurations
            .iter()
            .find(|it| (it.case, it.model, it.language) == (case, model, language))
    }

    /// How many runs there are, and how many of them were disturbed.
    pub fn runs(&self) -> (usize, usize) {
        let runs = || {
            self.configurations
                .iter()
                .flat_map(|configuration| &configuration.runs)
        };
        (
            runs().count(),
            runs().filter(|run| run.set_aside.is_some()).count(),
        )
    }
}
