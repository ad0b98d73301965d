//! What can go wrong, each with the one line the reader sees.

use std::{fmt, io, path::PathBuf};

/// Everything that stops a measurement. Its `Display` is one line that says what to do.
#[derive(Debug)]
pub enum Error {
    /// Built without optimisation: the figures would be of another program.
    Unoptimised {
        /// The binary to run instead.
        suite: String,
    },
    /// A file or folder could not be read or written.
    File {
        /// What was being done, as in "cannot write".
        doing: &'static str,
        /// To which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A record that is not JSON, or not a record.
    BrokenRecord {
        /// The record.
        path: PathBuf,
        /// What the parser said.
        reason: String,
    },
    /// A record written by another version of the instrument.
    UnknownVersion {
        /// The record.
        path: PathBuf,
        /// The version it states.
        found: u64,
    },
    /// A record of a kind this function cannot use.
    UnknownKind {
        /// The record.
        path: PathBuf,
        /// The kind it states.
        found: String,
    },
    /// No Python interpreter at this path, or one that does not start.
    Python {
        /// The interpreter that was asked for.
        path: PathBuf,
        /// What went wrong.
        reason: String,
    },
    /// A measuring process ended early or said something unexpected.
    Worker {
        /// Which process, and what was seen.
        reason: String,
    },
    /// `--complete` was asked for, and some candidates could not run.
    Incomplete {
        /// Their ids.
        missing: Vec<String>,
    },
    /// The suite itself is wrong, as with two candidates of one name.
    Suite {
        /// What is wrong with it.
        reason: String,
    },
}

impl Error {
    /// The exit code of a binary that ends with this error: 2 where the command was wrong, 1 where the machine was.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Unoptimised { .. } | Error::Suite { .. } => 2,
            _ => 1,
        }
    }

    pub(crate) fn worker(reason: impl fmt::Display) -> Self {
        Error::Worker {
            reason: reason.to_string(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Unoptimised { suite } => write!(
                f,
                "built without optimisation, the figures would mean nothing: run with --release: cargo measure {suite}"
            ),
            Error::File {
                doing,
                path,
                source,
            } => {
                write!(f, "{doing} {}: {source}", path.display())
            }
            Error::BrokenRecord { path, reason } => {
                write!(f, "{} is not a record: {reason}", path.display())
            }
            Error::UnknownVersion { path, found } => write!(
                f,
                "{} is a record of version {found}, this instrument reads version {}: measure again with --record",
                path.display(),
                crate::record::VERSION
            ),
            Error::UnknownKind { path, found } => {
                write!(
                    f,
                    "{} is a record of the kind \"{found}\", which is not known here",
                    path.display()
                )
            }
            Error::Python { path, reason } => {
                write!(f, "cannot use {} as Python: {reason}", path.display())
            }
            Error::Worker { reason } => write!(f, "a measuring process failed: {reason}"),
            Error::Incomplete { missing } => write!(f, "not measured: {}", missing.join(", ")),
            Error::Suite { reason } => write!(f, "the suite is wrong: {reason}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::File { source, .. } => Some(source),
            _ => None,
        }
    }
}
