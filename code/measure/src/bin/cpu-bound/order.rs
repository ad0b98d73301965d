//! The same words, the shortest first: the second half of the list has most of the letters.

use measure::{Candidate, Suite};
use rayon::prelude::*;

use crate::spelling::{FOUND, WORDS, spelling};
use crate::threads::{from_a_counter, in_shares};

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let row = |candidate: Candidate| {
        candidate
            .group("The same words, sorted by length", "one word")
            .items(WORDS as u64)
    };
    let ours = |id: &str, name: &str| row(Candidate::ours(id, name)).above("sorted");
    suite
        .candidate(row(Candidate::floor("sorted", "a loop")).prepared(|| {
            let places = by_length();
            repeat(move || (0..WORDS).map(|at| spelling().check(places[at])).sum())
        }))
        .candidate(
            ours("sorted-shares", "threads, equal shares: 2").prepared(|| {
                let places = by_length();
                repeat(move || in_shares(2, WORDS, |at| spelling().check(places[at])))
            }),
        )
        .candidate(
            ours("sorted-counter", "threads, from one counter: 2").prepared(|| {
                let places = by_length();
                repeat(move || from_a_counter(2, WORDS, |at| spelling().check(places[at])))
            }),
        )
        .candidate(ours("sorted-rayon", "rayon, par_iter").prepared(|| {
            let places = by_length();
            repeat(move || {
                let places = places.par_iter();
                places.map(|&place| spelling().check(place)).sum()
            })
        }))
}

/// The places of the words, that of the shortest first.
fn by_length() -> Vec<usize> {
    let mut places: Vec<usize> = (0..WORDS).collect();
    places.sort_by_key(|&place| spelling().words()[place].len());
    places
}

fn repeat(find: impl Fn() -> u64) -> impl FnMut(u64) {
    move |n| (0..n).for_each(|_| assert_eq!(find(), FOUND))
}
