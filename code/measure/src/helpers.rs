//! The helpers of a measuring process: which runs what, and what they have used of the CPUs.

use std::collections::HashMap;
use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::candidate::Candidate;
use crate::coprocess::{Answer, Coprocess};
use crate::error::Error;
use crate::python;
use crate::work::Work;
use crate::worker::{ARGUMENT, Task};

/// The Python that all peers share has the empty name; a candidate that is alone has its helper under its own id.
const SHARED: &str = "";

pub(crate) struct Helpers {
    interpreter: Option<PathBuf>,
    script: Option<&'static str>,
    /// Each with what it had used of the CPUs as of its last answer.
    running: HashMap<String, (Coprocess, i64)>,
}

impl Helpers {
    pub(crate) fn new(interpreter: Option<PathBuf>, script: Option<&'static str>) -> Self {
        Helpers {
            interpreter,
            script,
            running: HashMap::new(),
        }
    }

    /// Has a candidate's helper run it, which is started if it is the first time.
    pub(crate) fn run(&mut self, candidate: &Candidate, operations: u64) -> Result<Answer, Error> {
        let id = &candidate.definition.id;
        let name = match &candidate.work {
            Work::Python(_) if self.interpreter.is_none() => {
                return Ok(Answer::Unavailable {
                    unavailable: "there is no Python".into(),
                });
            }
            Work::Python(function) => function,
            _ => id,
        };
        let helper = if candidate.alone { id.as_str() } else { SHARED };
        if !self.running.contains_key(helper) {
            let started = self.start(candidate)?;
            self.running.insert(helper.to_owned(), (started, 0));
        }
        let (process, cpu_ns) = self.running.get_mut(helper).expect("it was inserted");
        let answer = process.run(name, operations)?;
        match &answer {
            Answer::Counted { total_cpu_ns, .. } => *cpu_ns = *total_cpu_ns,
            Answer::Ran(ran) => *cpu_ns = ran.total_cpu_ns,
            Answer::Unavailable { .. } => (),
        }
        Ok(answer)
    }

    /// What all helpers have used of the CPUs as of their last answers.
    pub(crate) fn cpu_ns(&self) -> i64 {
        self.running.values().map(|(_, cpu_ns)| cpu_ns).sum()
    }

    fn start(&self, candidate: &Candidate) -> Result<Coprocess, Error> {
        if let (Work::Python(_), Some(interpreter), Some(script)) =
            (&candidate.work, &self.interpreter, self.script)
        {
            return Coprocess::python(interpreter, &python::script(script));
        }
        let task = Task::Alone {
            id: candidate.definition.id.clone(),
        };
        let task = serde_json::to_string(&task).map_err(Error::worker)?;
        let binary = env::current_exe().map_err(Error::worker)?;
        Coprocess::start(Command::new(binary).args([ARGUMENT, &task])).map_err(Error::worker)
    }
}
