//! A, then B, on a machine that changes in between. A and B are the same code.
//!
//! In each experiment a neighbour comes at half time. In blocks all of A is before, all of B after; in turns A and B alternate.

use std::time::Duration;

use measure::{Bound, Candidate, Suite};

use crate::neighbour::{Neighbour, job, on_near_core};

/// Runs of A in an experiment, and as many of B.
const RUNS: u64 = 100;
/// Jobs in a run.
const JOBS: u64 = 4;

#[derive(Clone, Copy, PartialEq)]
enum Which {
    A,
    B,
}

/// The order of an experiment's runs.
type Order = fn(u64) -> Which;

const BLOCKS: Order = |run| if run < RUNS { Which::A } else { Which::B };
const TURNS: Order = |run| if run % 2 == 0 { Which::A } else { Which::B };

/// Adds them to the suite.
pub fn candidates(suite: Suite) -> Suite {
    let (group, unit) = ("A and B, the same code", "one job");
    let row = |candidate: Candidate, order: Order, which: Which| {
        candidate
            .group(group, unit)
            .items(RUNS * JOBS)
            .timed(move |n| (0..n).map(|_| experiment(order, which)).sum())
    };
    let ours = |id: &str, name: &str| {
        Candidate::ours(id, name)
            .above("block-a")
            .beside("python-alone")
    };
    suite
        .candidate(row(
            Candidate::floor("block-a", "first all of A: A").beside("python-alone"),
            BLOCKS,
            Which::A,
        ))
        .candidate(row(ours("block-b", "then all of B: B"), BLOCKS, Which::B))
        .candidate(row(ours("turn-a", "A B A B: A"), TURNS, Which::A))
        .candidate(row(ours("turn-b", "A B A B: B"), TURNS, Which::B))
}

/// Adds what is claimed of them.
pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "blocks-differ",
            "Measured in blocks, B seems slower than A.",
            "block-b",
            "block-a",
            Bound::AtLeast(1.2),
        )
        .claim(
            "turns-slower",
            "Measured in turns, both are slower than A was before the change.",
            "turn-a",
            "block-a",
            Bound::AtLeast(1.05),
        )
        .claim(
            "turns-below",
            "Measured in turns, B is no slower than A.",
            "turn-b",
            "turn-a",
            Bound::AtMost(1.15),
        )
        .claim(
            "turns-above",
            "Measured in turns, B is no faster than A.",
            "turn-b",
            "turn-a",
            Bound::AtLeast(0.85),
        )
}

/// What the runs of one of the two took together.
fn experiment(order: Order, which: Which) -> Duration {
    on_near_core(|| {
        let mut neighbour = None;
        let mut took = Duration::ZERO;
        for run in 0..2 * RUNS {
            if run == RUNS {
                neighbour = Some(Neighbour::fitful());
            }
            let one: Duration = (0..JOBS).map(|_| job()).sum();
            if order(run) == which {
                took += one;
            }
        }
        drop(neighbour);
        took
    })
}
