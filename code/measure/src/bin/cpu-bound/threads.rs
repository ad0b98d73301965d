//! The list in threads that are started for it and end with it.

use std::hint::black_box;
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use measure::{Candidate, Law, Place, Scaling, Suite};
use rayon::prelude::*;

use crate::spelling::{FOUND, WORDS, spelling};

/// Workers of a scaling. More than this machine has cores, so that the flat part is seen.
const WORKERS: &[u32] = &[1, 2, 4, 8];
/// Too many, where there are fewer cores.
const TOO_MANY: usize = 64;
/// A list that is hardly one.
const FEW: usize = 4;

/// A row of the first group.
pub fn row(candidate: Candidate) -> Candidate {
    candidate
        .group("A list of misspelt words", "one word")
        .items(WORDS as u64)
}

/// A row of ours there.
pub fn ours(id: &str, name: &str) -> Candidate {
    row(Candidate::ours(id, name)).above("sequential")
}

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let suite = suite
        .candidate(
            row(Candidate::floor("sequential", "a loop"))
                .beside("python-sequential")
                .each(|| assert_eq!(spelling().check_all(0..WORDS), FOUND)),
        )
        .candidate(
            row(Candidate::floor("two-lists", "two lists, each on its core"))
                .items(2 * WORDS as u64)
                .above("sequential")
                .beside("python-sequential")
                .timed(two_lists),
        );
    let suite = WORKERS.iter().fold(suite, |suite, &workers| {
        suite.candidate(
            ours(
                &format!("threads-{workers}"),
                &format!("threads, from one counter: {workers}"),
            )
            .beside("python-threads")
            .each(move || check(workers as usize)),
        )
    });
    suite
        .candidate(
            ours("threads-64", "threads, from one counter: 64")
                .beside("python-threads")
                .each(|| check(TOO_MANY)),
        )
        .candidate(
            ours("shares-2", "threads, equal shares: 2")
                .beside("python-threads")
                .each(|| {
                    let found = in_shares(2, WORDS, |place| spelling().check(place));
                    assert_eq!(found, FOUND);
                }),
        )
        .candidate(
            ours("rayon", "rayon, par_iter")
                .beside("python-processes-2")
                .each(|| {
                    let places = (0..WORDS).into_par_iter();
                    let found: u64 = places.map(|place| spelling().check(place)).sum();
                    assert_eq!(found, FOUND);
                }),
        )
}

/// Where it loses: a list so short that the threads cost more than the words.
pub fn few(suite: Suite) -> Suite {
    let row = |candidate: Candidate| {
        candidate
            .group("Where it loses: four words", "one word")
            .items(FEW as u64)
    };
    let found = || spelling().check_all(0..FEW);
    suite
        .candidate(row(Candidate::floor("few", "a loop")).each(move || {
            black_box(found());
        }))
        .candidate(
            row(Candidate::ours(
                "few-threads",
                "threads, from one counter: 2",
            ))
            .above("few")
            .each(move || {
                let sum = from_a_counter(2, FEW, |place| spelling().check(place));
                assert_eq!(sum, found_in_few());
            }),
        )
        .candidate(
            row(Candidate::ours("few-rayon", "rayon, par_iter"))
                .above("few")
                .each(move || {
                    let places = (0..FEW).into_par_iter();
                    let sum: u64 = places.map(|place| spelling().check(place)).sum();
                    assert_eq!(sum, found_in_few());
                }),
        )
}

/// Computed once: the check of a result must not cost as much as the result.
fn found_in_few() -> u64 {
    static FOUND: std::sync::OnceLock<u64> = std::sync::OnceLock::new();
    *FOUND.get_or_init(|| spelling().check_all(0..FEW))
}

/// Ties those with more and more threads together.
pub fn scalings(suite: Suite) -> Suite {
    suite.scaling(
        Scaling::new("threads", "threads", Law::Ceiling, WORKERS).panel("The list of words"),
    )
}

fn check(workers: usize) {
    let found = from_a_counter(workers, WORDS, |place| spelling().check(place));
    assert_eq!(found, FOUND);
}

/// Each worker takes the next place, as long as there is one.
pub fn from_a_counter(workers: usize, places: usize, work: impl Fn(usize) -> u64 + Sync) -> u64 {
    let next = AtomicUsize::new(0);
    in_threads(workers, |_| {
        std::iter::repeat_with(|| next.fetch_add(1, Relaxed))
            .take_while(|&place| place < places)
            .map(&work)
            .sum()
    })
}

/// Each worker has its share of the places from the start.
pub fn in_shares(workers: usize, places: usize, work: impl Fn(usize) -> u64 + Sync) -> u64 {
    let share = places.div_ceil(workers);
    in_threads(workers, |worker| {
        (worker * share..places.min((worker + 1) * share))
            .map(&work)
            .sum()
    })
}

fn in_threads(workers: usize, work: impl Fn(usize) -> u64 + Sync) -> u64 {
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers)
            .map(|worker| {
                let work = &work;
                scope.spawn(move || work(worker))
            })
            .collect();
        let sums = threads.into_iter().map(|thread| thread.join());
        sums.map(|sum| sum.expect("it does not panic")).sum()
    })
}

/// Two threads that have nothing to do with each other, each with all of the list, each pinned to a core: what the cores give
/// when both compute. Who is done first goes on until the other is too, so that both cores compute as long as the clock runs, and
/// what was done beyond the lists counts as well.
fn two_lists(n: u64) -> Duration {
    // Before they start: who cannot be pinned would leave the other waiting.
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    assert!(cores > 1, "this process has one core");
    let (ready, at_work) = (Barrier::new(2), AtomicUsize::new(2));
    let timed = |pin: fn(Place)| {
        pin(Place::TwoCores);
        ready.wait();
        let start = Instant::now();
        for _ in 0..n {
            assert_eq!(spelling().check_all(0..WORDS), FOUND);
        }
        at_work.fetch_sub(1, Relaxed);
        let mut beyond = 0;
        while at_work.load(Relaxed) > 0 {
            black_box(spelling().check(beyond % WORDS));
            beyond += 1;
        }
        (start, Instant::now(), beyond)
    };
    let [one, other] = thread::scope(|scope| {
        [Place::near as fn(Place), Place::far]
            .map(|pin| scope.spawn(move || timed(pin)))
            .map(|thread| thread.join().expect("both cores are to be had"))
    });
    let lists = (2 * WORDS) as f64 * n as f64;
    (one.1.max(other.1) - one.0.min(other.0)).mul_f64(lists / (lists + (one.2 + other.2) as f64))
}
