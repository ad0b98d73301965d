//! Cheap items: whether a word is in the dictionary at all. How many of them must a task have?

use std::sync::OnceLock;

use code::thread_pool::ThreadPool;
use measure::{Candidate, Suite};
use rayon::prelude::*;

use crate::pools::pieces;
use crate::spelling::{Random, WORDS, spelling};

/// Lookups of one operation.
const LOOKUPS: usize = 1 << 17;
/// Fewer where each is a task: the cost of one is the same.
const SINGLE: usize = 1 << 13;
const PYTHON: u64 = 100_000;
const PYTHON_SINGLE: u64 = 64;
/// Lookups to a task.
const GRAINS: &[usize] = &[1, 16, 64, 256, 1024];

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let row = |candidate: Candidate| {
        candidate
            .group("Where it loses: cheap items", "one lookup")
            .items(LOOKUPS as u64)
    };
    let ours = |id: &str, name: &str| {
        row(Candidate::ours(id, name))
            .above("lookup")
            .beside("python-lookup")
    };
    let suite = suite.candidate(
        row(Candidate::floor("lookup", "a loop"))
            .beside("python-lookup")
            .prepared(|| {
                let text = text();
                move |n| (0..n).for_each(|_| check(LOOKUPS, known(text)))
            }),
    );
    let suite = GRAINS.iter().fold(suite, |suite, &grain| {
        let lookups = if grain < 16 { SINGLE } else { LOOKUPS };
        suite.candidate(
            ours(
                &format!("lookup-pool-{grain}"),
                &format!("ThreadPool, 2 workers, to a task: {grain}"),
            )
            .items(lookups as u64)
            .prepared(move || {
                let (text, pool) = (text(), ThreadPool::new(2).expect("two threads"));
                move |n| (0..n).for_each(|_| check(lookups, in_pool(&pool, text, lookups, grain)))
            }),
        )
    });
    suite
        .candidate(ours("lookup-rayon", "rayon, par_iter").prepared(|| {
            let text = text();
            move |n| {
                (0..n).for_each(|_| check(LOOKUPS, in_rayon(text.par_iter())));
            }
        }))
        .candidate(
            ours("lookup-rayon-1", "rayon, with_max_len(1)").prepared(|| {
                let text = text();
                move |n| {
                    (0..n).for_each(|_| check(LOOKUPS, in_rayon(text.par_iter().with_max_len(1))));
                }
            }),
        )
        .candidate(
            row(Candidate::peer("python-lookup", "Python: a loop"))
                .items(PYTHON)
                .above("lookup"),
        )
        .candidate(
            row(Candidate::peer(
                "python-lookup-executor",
                "ProcessPoolExecutor.map: 2",
            ))
            .items(PYTHON_SINGLE)
            .above("lookup"),
        )
}

/// Right and wrong words, in no order.
fn text() -> &'static [&'static [u8]] {
    static TEXT: OnceLock<Vec<&'static [u8]>> = OnceLock::new();
    TEXT.get_or_init(|| {
        let mut random = Random(7);
        let spelling = spelling();
        let (words, right) = (spelling.words(), spelling.dictionary());
        (0..LOOKUPS)
            .map(|_| match random.below(2) {
                0 => &*words[random.below(WORDS as u64)],
                _ => &*right[random.below(right.len() as u64)],
            })
            .collect()
    })
}

fn known(text: &[&[u8]]) -> usize {
    text.iter().filter(|word| spelling().knows(word)).count()
}

fn in_pool(pool: &ThreadPool, text: &'static [&[u8]], lookups: usize, grain: usize) -> usize {
    let tasks: Vec<_> = pieces(lookups, grain)
        .map(|places| pool.submit(|| known(&text[places])))
        .collect();
    let known = tasks.into_iter().map(|task| task.result());
    known.map(|known| known.expect("no task panics")).sum()
}

fn in_rayon<'text>(words: impl ParallelIterator<Item = &'text &'text [u8]>) -> usize {
    words.filter(|word| spelling().knows(word)).count()
}

/// What a lookup of each finds is counted once, off the clock of all but the first.
fn check(lookups: usize, found: usize) {
    static KNOWN: OnceLock<[usize; 2]> = OnceLock::new();
    let [few, all] = *KNOWN.get_or_init(|| [known(&text()[..SINGLE]), known(text())]);
    assert_eq!(found, if lookups == SINGLE { few } else { all });
}
