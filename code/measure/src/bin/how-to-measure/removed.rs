//! The work optimised away: a thousand additions, or what is left of them.

use std::hint::black_box;

use measure::{Bound, Candidate, Suite};

const COUNT: u64 = 1000;
const SUM: u64 = COUNT * (COUNT - 1) / 2;

/// Adds them to the suite.
pub fn candidates(suite: Suite) -> Suite {
    let (group, unit) = ("A thousand additions", "one addition");
    let row = |candidate: Candidate| candidate.group(group, unit).items(COUNT);
    let ours = |id: &str, name: &str| {
        row(Candidate::ours(id, name))
            .above("sum-list")
            .beside("python-sum")
    };
    suite
        .candidate(
            row(Candidate::floor(
                "sum-list",
                "a list, hidden: what adding takes",
            ))
            .beside("python-sum")
            .prepared(|| {
                let numbers: Vec<u64> = (0..COUNT).collect();
                move |n| {
                    for _ in 0..n {
                        let sum: u64 = black_box(&numbers).iter().sum();
                        assert_eq!(black_box(sum), SUM);
                    }
                }
            }),
        )
        .candidate(ours("sum-unused", "the sum is not used").many(|n| {
            for _ in 0..n {
                let _sum: u64 = (0..COUNT).sum();
                // Keeps the loop around it, or there would be nothing at all to time.
                black_box(());
            }
        }))
        .candidate(ours("sum-known", "the numbers are known").many(|n| {
            for _ in 0..n {
                let sum: u64 = (0..COUNT).sum();
                assert_eq!(black_box(sum), SUM);
            }
        }))
        .candidate(
            ours("sum-formula", "how many is not known, the rest is").many(|n| {
                for _ in 0..n {
                    let sum: u64 = (0..black_box(COUNT)).sum();
                    assert_eq!(black_box(sum), SUM);
                }
            }),
        )
        .candidate(ours("sum-each", "each number hidden by itself").many(|n| {
            for _ in 0..n {
                let sum: u64 = (0..COUNT).map(black_box).sum();
                assert_eq!(black_box(sum), SUM);
            }
        }))
        .candidate(row(Candidate::peer("python-sum", "Python: a loop")).above("sum-list"))
}

/// Adds what is claimed of them.
pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "nothing-left",
            "Of additions whose sum is not used, hardly anything is left.",
            "sum-unused",
            "sum-list",
            Bound::AtMost(0.1),
        )
        .claim(
            "formula-left",
            "Where the numbers are known but for how many, a formula takes the loop's place.",
            "sum-formula",
            "sum-list",
            Bound::AtMost(0.1),
        )
        .claim(
            "hiding-each",
            "Hiding each number costs more than adding it.",
            "sum-each",
            "sum-list",
            Bound::AtLeast(1.5),
        )
}
