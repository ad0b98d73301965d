//! A whole text: one thread counts its words, and only then are the different ones shared out. A part that nobody divides.

use std::collections::HashMap;
use std::hint::black_box;

use measure::{Candidate, Law, Scaling, Suite};

use crate::spelling::{Random, WORDS, spelling};
use crate::threads::from_a_counter;

/// Words of the text. Most of them more than once.
const TEXT: usize = 20_000;

type Text = Vec<&'static [u8]>;

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let row = |candidate: Candidate| candidate.group("A text, counted by one thread", "one text");
    let suite = suite.candidate(
        row(Candidate::floor("count", "the counting alone")).prepared(|| {
            let text = text();
            move |n| {
                for _ in 0..n {
                    black_box(count(&text));
                }
            }
        }),
    );
    let suite = [1, 2].into_iter().fold(suite, |suite, workers| {
        suite.candidate(
            row(Candidate::ours(
                &format!("text-{workers}"),
                &format!("the whole, threads: {workers}"),
            ))
            .above("count")
            .prepared(move || {
                let text = text();
                let expected: u64 = text.iter().map(|word| spelling().nearest(word)).sum();
                move |n| {
                    for _ in 0..n {
                        assert_eq!(check(&text, workers), expected);
                    }
                }
            }),
        )
    });
    suite.scaling(
        Scaling::new("text", "a text, counted by one", Law::Amdahl, &[1, 2])
            .panel("The list of words"),
    )
}

fn text() -> Text {
    let mut random = Random(6);
    let words = spelling().words();
    (0..TEXT)
        .map(|_| &*words[random.below(WORDS as u64)])
        .collect()
}

fn count(text: &Text) -> Vec<(&'static [u8], u64)> {
    let mut counts = HashMap::new();
    for &word in text {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

fn check(text: &Text, workers: usize) -> u64 {
    let words = count(text);
    from_a_counter(workers, words.len(), |at| {
        let (word, times) = words[at];
        times * spelling().nearest(word)
    })
}
