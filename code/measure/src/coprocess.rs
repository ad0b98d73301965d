//! Helpers of a measuring process, alive for all of its rounds: one Python for the peers, and a process for each candidate that
//! wants to be alone, be it this binary again or another Python. All speak the protocol of `python/measured.py`.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::evidence::Counters;

/// What a helper answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Answer {
    /// It ran, in a helper that counted for itself. What it did to prepare is outside.
    Counted {
        before: Counters,
        after: Counters,
        elapsed_ns: u64,
        total_cpu_ns: i64,
    },
    /// It ran in Python, which counts its own part.
    Ran(Ran),
    /// It could not.
    Unavailable {
        /// Why.
        unavailable: String,
    },
}

/// What n operations took, and what Python counted of itself meanwhile.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Ran {
    pub elapsed_ns: u64,
    pub cpu_ns: i64,
    /// Since Python started. What it uses between two answers is in here too.
    pub total_cpu_ns: i64,
    pub voluntary: i64,
    pub involuntary: i64,
    pub minor_faults: i64,
    pub major_faults: i64,
}

pub(crate) struct Coprocess {
    child: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Coprocess {
    /// An interpreter that serves the candidates of a script.
    pub(crate) fn python(interpreter: &Path, script: &Path) -> Result<Self, Error> {
        Self::start(Command::new(interpreter).arg(script)).map_err(|error| Error::Python {
            path: interpreter.into(),
            reason: error.to_string(),
        })
    }

    /// Starts what speaks the protocol.
    pub(crate) fn start(command: &mut Command) -> io::Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (requests, answers) = (child.stdin.take(), child.stdout.take());
        Ok(Coprocess {
            child,
            requests,
            answers: BufReader::new(answers.expect("stdout is piped")),
        })
    }

    pub(crate) fn run(&mut self, name: &str, operations: u64) -> Result<Answer, Error> {
        let failed = |reason: String| Error::worker(format!("a helper, at {name}: {reason}"));
        let requests = self.requests.as_mut().expect("open until dropped");
        writeln!(requests, "{name} {operations}").map_err(|error| failed(error.to_string()))?;
        let mut line = String::new();
        let length = self
            .answers
            .read_line(&mut line)
            .map_err(|error| failed(error.to_string()))?;
        if length == 0 {
            return Err(failed("it ended early".into()));
        }
        serde_json::from_str(&line).map_err(|error| failed(format!("{error} in {}", line.trim())))
    }
}

impl Drop for Coprocess {
    fn drop(&mut self) {
        // Its loop ends when its input does; then it stops its own helpers, such as the fork server.
        self.requests = None;
        let _ = self.child.wait();
    }
}
