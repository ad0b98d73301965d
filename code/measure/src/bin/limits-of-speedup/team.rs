//! Threads that work together, in step or each on its own. Starting and ending them is off the clock.

use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Runs `work(worker)` in so many threads, of which this is number 0, and times it until the last is done.
fn together(workers: u32, work: impl Fn(u32) + Sync) -> Duration {
    let all = Barrier::new(workers as usize);
    thread::scope(|scope| {
        for worker in 1..workers {
            let (all, work) = (&all, &work);
            scope.spawn(move || {
                all.wait();
                work(worker);
                all.wait();
            });
        }
        all.wait();
        let start = Instant::now();
        work(0);
        all.wait();
        start.elapsed()
    })
}

/// Does `jobs` one after the other. Worker 0 does `alone` while the others wait, then all do `share`, and then the next job begins.
pub fn in_step(
    jobs: u64,
    workers: u32,
    alone: impl Fn() + Sync,
    share: impl Fn() + Sync,
) -> Duration {
    let meeting = Barrier::new(workers as usize);
    together(workers, |worker| {
        for _ in 0..jobs {
            if worker == 0 {
                alone();
            }
            meeting.wait();
            share();
            meeting.wait();
        }
    })
}

/// Does so many requests, each by whichever worker is free, so that all are busy until none is left.
pub fn whoever_is_free(requests: u64, workers: u32, request: impl Fn() + Sync) -> Duration {
    let begun = AtomicU64::new(0);
    together(workers, |_| {
        while begun.fetch_add(1, Ordering::Relaxed) < requests {
            request();
        }
    })
}

/// Does so many requests, each worker an equal share of them, and nobody waits for another. What cannot be shared falls to worker 0.
pub fn out_of_step(requests: u64, workers: u32, request: impl Fn() + Sync) -> Duration {
    let (each, left) = (requests / u64::from(workers), requests % u64::from(workers));
    together(workers, |worker| {
        let mine = if worker == 0 { each + left } else { each };
        (0..mine).for_each(|_| request());
    })
}
