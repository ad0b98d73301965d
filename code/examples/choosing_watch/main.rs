//! Two jobs whose names mislead, and what the kernel has noted of them.

use nix::sys::resource::{UsageWho, getrusage};
use nix::time::ClockId;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, io};

// ANCHOR: watch
/// Of this thread: time on a core, time in the queue for
/// one, and how often it went to sleep.
fn account() -> (Duration, Duration, i64) {
    let ran = ClockId::CLOCK_THREAD_CPUTIME_ID.now();
    let queue = "/proc/thread-self/schedstat";
    let queue = fs::read_to_string(queue).unwrap();
    let queue = queue.split(' ').nth(1).unwrap();
    let ready = Duration::from_nanos(queue.parse().unwrap());
    let usage = getrusage(UsageWho::RUSAGE_THREAD).unwrap();
    let sleeps = usage.voluntary_context_switches();
    (ran.unwrap().into(), ready, sleeps)
}

/// Does this job compute, or does it wait?
fn watch(job: impl FnOnce()) -> &'static str {
    let before = account();
    let start = Instant::now();
    job();
    let elapsed = start.elapsed();
    let after = account();
    let ran = after.0 - before.0;
    let ready = after.1 - before.1;
    let mut asleep = elapsed.saturating_sub(ran + ready);
    if after.2 == before.2 {
        // It never slept: a hypervisor took the rest.
        asleep = Duration::ZERO;
    }
    if ran > asleep { "computes" } else { "waits" }
}
// ANCHOR_END: watch

// ANCHOR: main
fn read_a_file(path: &str) -> u64 {
    let log = fs::read_to_string(path).unwrap();
    let bytes = |line: &str| {
        let bytes = line.split(' ').nth(2).unwrap();
        bytes.parse::<u64>().unwrap()
    };
    log.lines().map(bytes).sum()
}

fn compute_a_report(ask: &mut dyn FnMut(u64) -> u64) -> u64 {
    (1..=10).map(|day| ask(day) * ask(day)).sum()
}

fn main() -> io::Result<()> {
    let log = tempfile::NamedTempFile::new()?;
    fs::write(&log, "GET /index.html 512\n".repeat(50_000))?;
    let path = log.path().to_str().unwrap();

    // It stands for a database: its answers take a while.
    let program = "while read n; do sleep .01; echo $n; done";
    let mut database = Command::new("sh")
        .args(["-c", program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut to = database.stdin.take().unwrap();
    let from = database.stdout.take().unwrap();
    let mut answers = BufReader::new(from).lines();
    let mut ask = |day| {
        writeln!(to, "{day}").unwrap();
        answers.next().unwrap().unwrap().parse().unwrap()
    };

    let mut result = 0;
    let reads = watch(|| result = read_a_file(path));
    println!("read a file:      it {reads}");
    assert_eq!((result, reads), (25_600_000, "computes"));

    let report =
        watch(|| result = compute_a_report(&mut ask));
    println!("compute a report: it {report}");
    assert_eq!((result, report), (385, "waits"));

    drop(to);
    database.wait()?;
    Ok(())
}
// ANCHOR_END: main
