//! Measuring: starts the fresh processes one after the other and gathers what they say.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::{env, io};

use indicatif::{ProgressBar, ProgressStyle};

use crate::error::Error;
use crate::latency::{Latency, LatencyCandidate};
use crate::machine::{self, Machine};
use crate::memory::{self, Memory, Point};
use crate::probe::Probe;
use crate::python::Interpreter;
use crate::record::{Measured, ROUND_COLUMNS, Record, SAMPLE_COLUMNS, Settings, VERSION};
use crate::suite::Suite;
use crate::worker::{ARGUMENT, Message, Task};

impl Settings {
    /// What the book's records are made with: minutes for a suite.
    ///
    /// Samples of 50 ms are five ticks of `/proc/stat` for each core. More processes with fewer rounds in each would be better
    /// witnesses still, but each warms up and calibrates anew, which takes as long as a round and a half.
    pub const FULL: Self = Settings {
        // On a virtual machine whose cores are taken away half of the time, most rounds still have a sample then.
        retakes: 2,
        ..Self::new(8, 6, 50)
    };

    /// What `cargo measure all` takes for a reader's machine: half a minute or so for a suite.
    pub const BRIEF: Self = Self::new(2, 4, 20);

    /// To see that it runs.
    pub const QUICK: Self = Settings {
        quick: true,
        ..Self::new(2, 3, 10)
    };

    const fn new(processes: u32, rounds: u32, sample_ms: u64) -> Self {
        Settings {
            quick: false,
            processes,
            rounds,
            sample_ns: sample_ms * 1_000_000,
            retakes: 0,
            // Any number would do; a fixed one makes orders and intervals repeatable.
            seed: 20_260_101,
        }
    }

    /// How many operations of a latency are taken where a full run takes `full`.
    fn share_of(&self, full: u32) -> usize {
        (full * self.processes / Self::FULL.processes) as usize
    }

    /// How many cold processes are held at each count of a memory.
    fn points(&self) -> u32 {
        self.processes / 2
    }
}

/// Measures a suite. Takes as long as it takes.
pub(crate) fn measure(
    suite: &Suite,
    settings: Settings,
    python: Option<&Interpreter>,
    command: String,
) -> Result<Record, Error> {
    let strings = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let before = Probe::take();
    let mut record = Record {
        version: VERSION,
        kind: "suite".into(),
        suite: suite.name.clone(),
        title: suite.title.clone(),
        date: machine::date(),
        command,
        machine: Machine::this(python.map(|python| python.about.clone())),
        probe_after: before.clone(),
        probe_before: before,
        settings,
        round_columns: strings(&ROUND_COLUMNS),
        rounds: Vec::new(),
        sample_columns: strings(&SAMPLE_COLUMNS),
        candidates: suite
            .candidates
            .iter()
            .map(|candidate| Measured {
                definition: candidate.definition.clone(),
                not_measured: None,
                samples: Vec::new(),
            })
            .collect(),
        latencies: Vec::new(),
        memories: Vec::new(),
        scalings: suite.scalings.clone(),
        claims: suite.claims.clone(),
    };
    let settings = &record.settings;
    let progress = progress(
        u64::from(settings.processes * (settings.rounds + 1)) * suite.candidates.len() as u64,
    );
    for process in 0..settings.processes {
        let task = Task::Samples {
            process,
            rounds: settings.rounds,
            sample_ns: settings.sample_ns,
            retakes: settings.retakes,
            seed: settings.seed,
            python: python.map(|python| python.path.clone()),
        };
        let (candidates, rounds) = (&mut record.candidates, &mut record.rounds);
        converse(&task, |message| match message {
            Message::Step => progress.inc(1),
            Message::Round(round) => rounds.push(round),
            Message::Sample { candidate, sample } => candidates[candidate].samples.push(sample),
            Message::Unavailable { candidate, reason } => {
                candidates[candidate].not_measured = Some(reason)
            }
            Message::Latency(_) | Message::Point(_) => (),
        })?;
    }
    progress.finish_and_clear();
    let settings = &record.settings;
    record.latencies = suite
        .latencies
        .iter()
        .map(|candidate| latency(candidate, settings.share_of(candidate.operations)))
        .collect();
    record.memories = suite
        .memories
        .iter()
        .map(|candidate| Memory {
            id: candidate.id.clone(),
            name: candidate.name.clone(),
            listed: candidate.listed.clone(),
            points: points(
                &candidate.id,
                memory::counts(candidate.most, settings.points()),
            ),
            ladder: points(
                &candidate.id,
                candidate.ladder(settings.points().div_ceil(2)),
            ),
        })
        .collect();
    record.probe_after = Probe::take();
    Ok(record)
}

/// The latencies of one candidate: none if its process fails, which is no reason to lose what was measured before.
fn latency(candidate: &LatencyCandidate, count: usize) -> Latency {
    let mut latency = Latency {
        id: candidate.id.clone(),
        name: candidate.name.clone(),
        rate: candidate.rate,
        closed_ns: Vec::new(),
        open_ns: Vec::new(),
        steal_ticks: 0,
        foreign_ticks: 0.0,
    };
    let task = Task::Latency {
        id: candidate.id.clone(),
        count,
    };
    warn(converse(&task, |message| {
        if let Message::Latency(measured) = message {
            latency = measured;
        }
    }));
    latency
}

/// A point for each count, from a process of its own. One that fails, as where there may not be so many threads, is left out.
fn points(id: &str, counts: Vec<u32>) -> Vec<Point> {
    let mut points = Vec::new();
    for count in counts {
        let task = Task::Memory {
            id: id.into(),
            count,
        };
        warn(converse(&task, |message| {
            if let Message::Point(point) = message {
                points.push(point);
            }
        }));
    }
    points
}

fn warn(result: Result<(), Error>) {
    if let Err(error) = result {
        eprintln!("warning: {error}");
    }
}

/// Runs this binary again with a task, and hands on what it says until it ends.
fn converse(task: &Task, mut hear: impl FnMut(Message)) -> Result<(), Error> {
    /// Whatever happens here, no measuring process outlives it.
    struct Ended(Child);
    impl Drop for Ended {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }
    let task = serde_json::to_string(task).map_err(Error::worker)?;
    let binary = env::current_exe().map_err(Error::worker)?;
    let mut child = Command::new(binary)
        .args([ARGUMENT, &task])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map(Ended)
        .map_err(Error::worker)?;
    let stdout = child.0.stdout.take().expect("stdout is piped");
    for line in BufReader::new(stdout).lines() {
        let line = line.map_err(Error::worker)?;
        hear(
            serde_json::from_str(&line)
                .map_err(|error| Error::worker(format!("{error} in {line}")))?,
        );
    }
    let status = child.0.wait().map_err(Error::worker)?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::worker(format!("{status}, at {task}")))
    }
}

/// On stderr, and only where that is a terminal.
fn progress(steps: u64) -> ProgressBar {
    let style = ProgressStyle::with_template(
        "measuring {bar:40} {percent} % {elapsed} of about {duration}",
    );
    ProgressBar::new(steps).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Whether the record of `path` is there to be read.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<Record>, Error> {
    match Record::read(path) {
        Ok(record) => Ok(Some(record)),
        Err(Error::File { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
