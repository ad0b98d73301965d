//! What is done under the lock takes longer than the lock.

use std::hint::black_box;
use std::sync::{Mutex, RwLock};

use measure::{Bound, Candidate, Place, Suite};

use crate::two::share;

/// Steps of a calculation, each of which needs the one before.
const SHORT: u64 = 50;
const LONG: u64 = 500;
const BATCH: u64 = 64;

pub fn compute(from: u64, steps: u64) -> u64 {
    (0..steps).fold(from, |x, step| {
        (x ^ (x >> 29))
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(step)
    })
}

fn grouped(row: Candidate) -> Candidate {
    row.group(
        "Two threads, and work under the lock",
        "one section, by either",
    )
    .items(BATCH)
}

fn section(id: &str, name: &str, steps: u64) -> Candidate {
    grouped(Candidate::floor(id, name)).many(move |batches| {
        // Each begins with what the one before has left, as under the lock. Else a core begins the next before it has finished this one.
        let mut state = 1;
        for _ in 0..batches * BATCH {
            state = black_box(compute(state, steps));
        }
    })
}

fn row(id: &str, name: &str, floor: &str) -> Candidate {
    grouped(Candidate::ours(id, name)).above(floor)
}

fn standard(row: Candidate, steps: u64) -> Candidate {
    row.timed(move |batches| {
        let state = Mutex::new((1, 0));
        let time = share(Place::TwoCores, batches, |_| {
            for _ in 0..BATCH {
                let mut state = state.lock().expect("nobody panics");
                *state = (compute(state.0, steps), state.1 + 1);
            }
        });
        assert_eq!(
            state.into_inner().expect("nobody panics").1,
            batches * BATCH
        );
        time
    })
}

fn parking(row: Candidate, steps: u64) -> Candidate {
    row.timed(move |batches| {
        let state = parking_lot::Mutex::new((1, 0));
        let time = share(Place::TwoCores, batches, |_| {
            for _ in 0..BATCH {
                let mut state = state.lock();
                *state = (compute(state.0, steps), state.1 + 1);
            }
        });
        assert_eq!(state.into_inner().1, batches * BATCH);
        time
    })
}

/// The section only reads.
fn reading(row: Candidate, steps: u64) -> Candidate {
    row.timed(move |batches| {
        let state = RwLock::new(1);
        share(Place::TwoCores, batches, |_| {
            for _ in 0..BATCH {
                let state = state.read().expect("nobody panics");
                black_box(compute(*state, steps));
            }
        })
    })
}

pub fn candidates(suite: Suite) -> Suite {
    suite
        .candidate(section(
            "section",
            "the section itself, by one thread",
            SHORT,
        ))
        .candidate(standard(row("mutex-section", "Mutex", "section"), SHORT))
        .candidate(parking(
            row("parking-lot-section", "parking_lot::Mutex", "section"),
            SHORT,
        ))
        .candidate(section(
            "long-section",
            "ten times as long, by one thread",
            LONG,
        ))
        .candidate(standard(
            row("mutex-long", "Mutex, long section", "long-section"),
            LONG,
        ))
        .candidate(parking(
            row(
                "parking-lot-long",
                "parking_lot::Mutex, long section",
                "long-section",
            ),
            LONG,
        ))
        .candidate(reading(
            row(
                "rwlock-long",
                "RwLock, long section that reads",
                "long-section",
            ),
            LONG,
        ))
        .candidate(grouped(Candidate::peer(
            "python-long",
            "Python: two threads, a section about as long",
        )))
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "short-section",
            "It loses: where the section is short, two threads under a `Mutex` take at least 1.3 times what one takes without it.",
            "mutex-section",
            "section",
            Bound::AtLeast(1.3),
        )
        .claim(
            "section-not-parallel",
            "Where the section is long, two threads under a `Mutex` take at least 0.85 times what one takes without it: two sections never overlap.",
            "mutex-long",
            "long-section",
            Bound::AtLeast(0.85),
        )
        .claim(
            "rwlock-long-vs-mutex",
            "Where the section is long and only reads, an `RwLock` takes at most 0.8 times what a `Mutex` takes.",
            "rwlock-long",
            "mutex-long",
            Bound::AtMost(0.8),
        )
}
