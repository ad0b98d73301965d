//! A lock around an addition that two threads want, and where they are.

use std::hint::{black_box, spin_loop};
use std::sync::Mutex;
use std::sync::atomic::{
    AtomicBool, AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};

use measure::{Bound, Candidate, Place, Suite};

use crate::two::{BATCH, share};

fn row(id: &str, name: &str) -> Candidate {
    Candidate::ours(id, name)
        .group("A lock that two threads want", "one count, by either")
        .items(BATCH)
        .above("mutex")
        .beside("python-two-lock")
}

fn standard(row: Candidate, place: Place) -> Candidate {
    row.timed(move |batches| {
        let count = Mutex::new(0_u64);
        let time = share(place, batches, |_| {
            for _ in 0..BATCH {
                *black_box(&count).lock().expect("nobody panics") += 1;
            }
        });
        assert_eq!(count.into_inner().expect("nobody panics"), batches * BATCH);
        time
    })
}

fn parking(row: Candidate, place: Place) -> Candidate {
    row.timed(move |batches| {
        let count = parking_lot::Mutex::new(0_u64);
        let time = share(place, batches, |_| {
            for _ in 0..BATCH {
                *black_box(&count).lock() += 1;
            }
        });
        assert_eq!(count.into_inner(), batches * BATCH);
        time
    })
}

/// A lock that never sleeps. Who finds it taken looks again after so many pauses.
fn spinning(row: Candidate, pauses: u32) -> Candidate {
    row.timed(move |batches| {
        let (taken, count) = (AtomicBool::new(false), AtomicU64::new(0));
        let time = share(Place::TwoCores, batches, |_| {
            for _ in 0..BATCH {
                while black_box(&taken).swap(true, Acquire) {
                    while taken.load(Relaxed) {
                        (0..pauses).for_each(|_| spin_loop());
                    }
                }
                // Under the lock a load and a store are enough, as they are under the others.
                count.store(count.load(Relaxed) + 1, Relaxed);
                taken.store(false, Release);
            }
        });
        assert_eq!(count.into_inner(), batches * BATCH);
        time
    })
}

pub fn candidates(suite: Suite) -> Suite {
    use Place::{Anywhere, OneCore, TwoCores};
    suite
        .candidate(standard(row("mutex-one-core", "Mutex, one core"), OneCore))
        .candidate(standard(
            row("mutex-two-cores", "Mutex, two cores"),
            TwoCores,
        ))
        .candidate(standard(
            row("mutex-awake", "Mutex, two cores kept awake").awake(),
            TwoCores,
        ))
        .candidate(standard(
            row("mutex-anywhere", "Mutex, not pinned"),
            Anywhere,
        ))
        .candidate(parking(
            row("parking-lot-one-core", "parking_lot::Mutex, one core"),
            OneCore,
        ))
        .candidate(parking(
            row("parking-lot-two-cores", "parking_lot::Mutex, two cores"),
            TwoCores,
        ))
        .candidate(parking(
            row("parking-lot-awake", "parking_lot::Mutex, two kept awake").awake(),
            TwoCores,
        ))
        .candidate(spinning(
            row("spin-often", "by hand, looks after each pause"),
            1,
        ))
        .candidate(spinning(
            row("spin-seldom", "by hand, looks after 64 pauses"),
            64,
        ))
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "mutex-two-cores-vs-one-thread",
            "It loses: a count under a `Mutex` by two cores takes at least 1.3 times as long as by one thread alone.",
            "mutex-two-cores",
            "mutex",
            Bound::AtLeast(1.3),
        )
        .claim(
            "mutex-one-core-vs-one-thread",
            "Under a `Mutex`, two threads on one core take at most 1.3 times as long as one thread alone.",
            "mutex-one-core",
            "mutex",
            Bound::AtMost(1.3),
        )
        .claim(
            "mutex-vs-shared",
            "Wanted by two cores, a `Mutex` costs at least 1.5 times what one atomic costs.",
            "mutex-two-cores",
            "shared",
            Bound::AtLeast(1.5),
        )
        .claim(
            "mutex-awake-vs-not",
            "A `Mutex` that two cores want costs at least 0.3 times as much with the cores kept awake: there is little sleep to save.",
            "mutex-awake",
            "mutex-two-cores",
            Bound::AtLeast(0.3),
        )
        .claim(
            "parking-lot-vs-mutex",
            "Wanted by two cores, `parking_lot`'s `Mutex` costs less than std's.",
            "parking-lot-two-cores",
            "mutex-two-cores",
            Bound::AtMost(0.95),
        )
        .claim(
            "seldom-vs-often",
            "A lock that never sleeps costs at most 0.8 times as much if it is looked at after 64 pauses in place of one.",
            "spin-seldom",
            "spin-often",
            Bound::AtMost(0.8),
        )
}
