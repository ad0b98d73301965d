//! The list again, in tasks of other sizes than sixteen words.

use measure::{Candidate, Suite};
use rayon::prelude::*;

use crate::pools::{in_process_pool, in_thread_pool};
use crate::spelling::{FOUND, WORDS, spelling};
use crate::tasks::on_two_workers;

/// Half of the list: two tasks in all.
const HALF: usize = WORDS / 2;

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let ours = |id: &str, name: &str| {
        Candidate::ours(id, name)
            .group("Words to a task, two workers", "one word")
            .items(WORDS as u64)
            .above("sequential")
    };
    suite
        .candidate(
            in_thread_pool(ours("pool-words-1", "ThreadPool, one"), 1).beside("python-threads"),
        )
        .candidate(
            in_thread_pool(ours("pool-words-512", "ThreadPool, 512"), HALF)
                .beside("python-threads"),
        )
        .candidate(
            in_process_pool(ours("processes-words-1", "ProcessPool, one"), 2, 1)
                .beside("python-executor"),
        )
        .candidate(on_two_workers(ours("tasks-words-1", "tokio, one"), 1).beside("python-threads"))
        .candidate(
            ours("rayon-words-1", "rayon, with_max_len(1)")
                .beside("python-threads")
                .each(|| {
                    let places = (0..WORDS).into_par_iter().with_max_len(1);
                    let found: u64 = places.map(|place| spelling().check(place)).sum();
                    assert_eq!(found, FOUND);
                }),
        )
}
