//! The list in pools whose workers are there already: our threads, and our processes.

use std::ops::Range;
use std::time::{Duration, Instant};

use code::process::pool::{Job, ProcessPool};
use code::thread_pool::ThreadPool;
use measure::{Candidate, Law, Scaling, Suite};

use crate::spelling::{FOUND, WORDS, spelling};
use crate::threads::ours;

/// What a worker process does: it makes the words itself, once, and is told places.
pub const CHECK: Job<(usize, usize), u64> = Job::new("check-spelling", |(first, end)| {
    spelling().check_all(first..end)
});

/// Words in a task.
pub const GRAIN: usize = 16;
const PROCESSES: &[u32] = &[1, 2];

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let suite = suite.candidate(
        in_thread_pool(
            ours("pool", "ThreadPool, 2 workers, 16 words a task"),
            GRAIN,
        )
        .beside("python-threads"),
    );
    PROCESSES.iter().fold(suite, |suite, &workers| {
        suite.candidate(
            in_process_pool(
                ours(
                    &format!("processes-{workers}"),
                    &format!("ProcessPool, 16 words a task: {workers}"),
                ),
                workers as usize,
                GRAIN,
            )
            .beside(&format!("python-processes-{workers}")),
        )
    })
}

/// Ties those with more and more processes together.
pub fn scalings(suite: Suite) -> Suite {
    let scaling =
        |id, name| Scaling::new(id, name, Law::Amdahl, PROCESSES).panel("The list of words");
    suite
        .scaling(scaling("processes", "processes"))
        .scaling(scaling("python-processes", "Python's processes"))
}

/// The list cut into tasks of so many words.
pub fn pieces(words: usize, grain: usize) -> impl Iterator<Item = Range<usize>> {
    (0..words)
        .step_by(grain)
        .map(move |first| first..words.min(first + grain))
}

/// In a pool of two threads that lives as long as the measuring process.
pub fn in_thread_pool(candidate: Candidate, grain: usize) -> Candidate {
    candidate.prepared(move || {
        let pool = ThreadPool::new(2).expect("two threads");
        move |n| {
            for _ in 0..n {
                let tasks: Vec<_> = pieces(WORDS, grain)
                    .map(|places| pool.submit(|| spelling().check_all(places)))
                    .collect();
                let found = tasks.into_iter().map(|task| task.result());
                let found: u64 = found.map(|sum| sum.expect("no task panics")).sum();
                assert_eq!(found, FOUND);
            }
        }
    })
}

/// In a pool of processes. It is started for each sample, off the clock, and ended after it: the time that its workers used is
/// ours then, and not a stranger's.
pub fn in_process_pool(candidate: Candidate, workers: usize, grain: usize) -> Candidate {
    candidate.timed(move |n| {
        let mut pool = ProcessPool::builder(CHECK)
            .workers(workers)
            .ahead(2)
            .start()
            .expect("workers start");
        let mut once = || -> Duration {
            let start = Instant::now();
            let tasks = pieces(WORDS, grain).map(|places| (places.start, places.end));
            let found = pool.unordered(tasks).map(|done| done.result);
            let found: u64 = found.map(|sum| sum.expect("no task dies")).sum();
            assert_eq!(found, FOUND);
            start.elapsed()
        };
        // The first list has the workers make their words, and does not count.
        once();
        let time = (0..n).map(|_| once()).sum();
        assert!(pool.join().iter().all(|status| status.success()));
        time
    })
}
