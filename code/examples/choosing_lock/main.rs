//! Eight jobs that compute and touch no file, and nearly all of their time is waiting.

use nix::time::ClockId;
use std::fs;

/// Of this thread: time on a core, and in the queue for one.
fn account() -> (Duration, Duration) {
    let ran = ClockId::CLOCK_THREAD_CPUTIME_ID.now();
    let queue = "/proc/thread-self/schedstat";
    let queue = fs::read_to_string(queue).unwrap();
    let queue = queue.split(' ').nth(1).unwrap();
    let ready = Duration::from_nanos(queue.parse().unwrap());
    (ran.unwrap().into(), ready)
}

/// How long a job ran, and how long it was asleep.
fn watch(job: impl FnOnce()) -> (Duration, Duration) {
    let before = account();
    let start = Instant::now();
    job();
    let elapsed = start.elapsed();
    let after = account();
    let (ran, ready) =
        (after.0 - before.0, after.1 - before.1);
    (ran, elapsed.saturating_sub(ran + ready))
}

// ANCHOR: main
use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const JOBS: usize = 8;

/// Under the lock from beginning to end.
fn compute(total: &Mutex<u64>) {
    let mut total = total.lock().unwrap();
    for n in 0..1_000_000 {
        *total += n % 2;
    }
}

fn main() {
    let total = Mutex::new(0);
    let all_here = Barrier::new(JOBS);
    let job = || {
        all_here.wait();
        watch(|| compute(&total))
    };
    let times = thread::scope(|scope| {
        let jobs = [(); JOBS].map(|()| scope.spawn(job));
        jobs.map(|job| job.join().unwrap())
    });
    let ran: Duration = times.iter().map(|time| time.0).sum();
    let asleep: Duration =
        times.iter().map(|time| time.1).sum();

    assert_eq!(total.into_inner().unwrap(), 4_000_000);
    let verdict =
        if ran > asleep { "compute" } else { "wait" };
    println!("eight threads that add up: they {verdict}");
    assert_eq!(verdict, "wait");
}
// ANCHOR_END: main
