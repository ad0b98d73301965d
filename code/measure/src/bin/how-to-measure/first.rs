//! One run: a job in a process that has never done it, and the same job ten times later.
//!
//! The other process is this binary again, told by its environment what to be. It does the job ten times and says how long each took.

use std::collections::HashMap;
use std::env;
use std::hint::black_box;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use measure::{Bound, Candidate, Suite};

const ROLE: &str = "HOW_TO_MEASURE_ROLE";
const RUNS: usize = 10;
const ENTRIES: u64 = 500;
/// A job's time is returned so many times over, and divided by them again: an experiment takes about as long, since a process has
/// to start for it.
const SCALE: u64 = 50;

/// Whether this process is one that was started for the job.
pub fn is_child() -> bool {
    env::var_os(ROLE).is_some()
}

/// Does the job ten times, and prints the nanoseconds of each.
pub fn run() -> ExitCode {
    let took: Vec<String> = (0..RUNS).map(|_| job().as_nanos().to_string()).collect();
    println!("{}", took.join(" "));
    ExitCode::SUCCESS
}

fn job() -> Duration {
    let start = Instant::now();
    let map: HashMap<u64, u64> = (0..black_box(ENTRIES)).map(|key| (key, !key)).collect();
    assert_eq!(black_box(map).len() as u64, ENTRIES);
    start.elapsed()
}

/// Adds them to the suite.
pub fn candidates(suite: Suite) -> Suite {
    let (group, unit) = ("One run", "one job");
    let run = |candidate: Candidate, number: usize| {
        candidate
            .group(group, unit)
            .items(SCALE)
            .timed(move |n| (0..n).map(|_| in_a_new_process(number)).sum())
    };
    let peer = |id: &str, name: &str| {
        Candidate::peer(id, name)
            .group(group, unit)
            .items(SCALE)
            .above("run-tenth")
    };
    suite
        .candidate(run(
            Candidate::floor("run-tenth", "the tenth in its process").beside("python-run-tenth"),
            RUNS - 1,
        ))
        .candidate(run(
            Candidate::ours("run-second", "the second in its process").above("run-tenth"),
            1,
        ))
        .candidate(run(
            Candidate::ours("run-first", "the first in its process")
                .above("run-tenth")
                .beside("python-run-first"),
            0,
        ))
        .candidate(peer("python-run-tenth", "Python: the tenth"))
        .candidate(peer("python-run-first", "Python: the first"))
}

/// Adds what is claimed of them.
pub fn claims(suite: Suite) -> Suite {
    suite.claim(
        "first-run",
        "The first run in a process takes longer than the tenth.",
        "run-first",
        "run-tenth",
        Bound::AtLeast(1.5),
    )
}

fn in_a_new_process(number: usize) -> Duration {
    let output = Command::new(env::current_exe().expect("it has a path"))
        .env(ROLE, "first")
        .output()
        .expect("it starts");
    assert!(output.status.success());
    let took = String::from_utf8(output.stdout).expect("numbers are text");
    let took = took
        .split_whitespace()
        .nth(number)
        .expect("ten are printed");
    Duration::from_nanos(took.parse::<u64>().expect("a number")) * SCALE as u32
}
