//! No optimisation: one source file, compiled with it and without.

use std::hint::black_box;

use measure::{Bound, Candidate, Suite};
use unoptimised::ways as plain;

use crate::ways;

const LENGTH: u32 = 4096;
const SUM: u32 = LENGTH * (LENGTH - 1) / 2;
/// Where the ring begins.
const START: usize = 1234;

type Way = fn(&[u32], usize) -> u32;

/// Adds them to the suite.
pub fn candidates(suite: Suite) -> Suite {
    let (group, unit) = ("Without optimisation", "one number of the ring");
    let way = |candidate: Candidate, way: Way| {
        candidate
            .group(group, unit)
            .items(LENGTH.into())
            .prepared(move || {
                let ring: Vec<u32> = (0..LENGTH).collect();
                move |n| {
                    for _ in 0..n {
                        assert_eq!(way(black_box(&ring), black_box(START)), SUM);
                    }
                }
            })
    };
    let peer = |id, name| {
        Candidate::peer(id, name)
            .group(group, unit)
            .items(LENGTH.into())
            .above("iterators")
    };
    suite
        .candidate(way(
            Candidate::floor("iterators", "optimised: iterators").beside("python-chain"),
            ways::by_iterators,
        ))
        .candidate(way(
            Candidate::ours("index", "optimised: by index")
                .above("iterators")
                .beside("python-index"),
            ways::by_index,
        ))
        .candidate(way(
            Candidate::ours("plain-iterators", "not optimised: iterators")
                .above("iterators")
                .beside("python-chain"),
            plain::by_iterators,
        ))
        .candidate(way(
            Candidate::ours("plain-index", "not optimised: by index")
                .above("iterators")
                .beside("python-index"),
            plain::by_index,
        ))
        .candidate(peer("python-chain", "Python: chain, sum"))
        .candidate(peer("python-index", "Python: by index"))
}

/// Adds what is claimed of them.
pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "optimised-winner",
            "With optimisation, iterators are faster than an index.",
            "index",
            "iterators",
            Bound::AtLeast(3.0),
        )
        .claim(
            "plain-winner",
            "Without optimisation, iterators are slower than an index.",
            "plain-iterators",
            "plain-index",
            Bound::AtLeast(1.2),
        )
        .claim(
            "plain-factor",
            "Without optimisation the iterators take many times as long.",
            "plain-iterators",
            "iterators",
            Bound::AtLeast(20.0),
        )
}
