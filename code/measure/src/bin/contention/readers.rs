//! Reading and writing one number, at several shares.

use std::hint::black_box;
use std::sync::RwLock;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use measure::{Bound, Candidate, Place, Suite};

use crate::two::share;

const GROUP: &str = "Two cores read and write one number";
/// A hundred, so that a share is a whole number of writes, many times over.
const HUNDREDS: u64 = 20;
const BATCH: u64 = HUNDREDS * 100;

fn row(id: &str, name: &str) -> Candidate {
    Candidate::ours(id, name)
        .group(GROUP, "one access, by either")
        .items(BATCH)
        .above("mutex-two-cores")
        .beside("python-two-lock")
}

/// One access in so many writes. 0: none does.
fn standard(reads: &str, one_in: u64) -> Candidate {
    let (id, name) = (
        format!("rwlock-{reads}"),
        format!("RwLock, {reads} % reads"),
    );
    row(&id, &name).timed(move |batches| {
        let number = RwLock::new(0_u64);
        let time = share(Place::TwoCores, batches, |_| {
            for access in 1..=BATCH {
                if one_in > 0 && access % one_in == 0 {
                    *black_box(&number).write().expect("nobody panics") += 1;
                } else {
                    black_box(*black_box(&number).read().expect("nobody panics"));
                }
            }
        });
        let writes = number.into_inner().expect("nobody panics");
        assert_eq!(writes, batches * BATCH.checked_div(one_in).unwrap_or(0));
        time
    })
}

/// The same with `parking_lot`.
fn parking(reads: &str, one_in: u64) -> Candidate {
    let id = format!("parking-lot-rwlock-{reads}");
    let name = format!("parking_lot::RwLock, {reads} % reads");
    row(&id, &name).timed(move |batches| {
        let number = parking_lot::RwLock::new(0_u64);
        let time = share(Place::TwoCores, batches, |_| {
            for access in 1..=BATCH {
                if one_in > 0 && access % one_in == 0 {
                    *black_box(&number).write() += 1;
                } else {
                    black_box(*black_box(&number).read());
                }
            }
        });
        let writes = number.into_inner();
        assert_eq!(writes, batches * BATCH.checked_div(one_in).unwrap_or(0));
        time
    })
}

pub fn candidates(suite: Suite) -> Suite {
    let suite = suite.candidate(
        Candidate::floor("load-two", "an atomic that both only load")
            .group(GROUP, "one access, by either")
            .items(BATCH)
            .timed(|batches| {
                let number = AtomicU64::new(0);
                share(Place::TwoCores, batches, |_| {
                    for _ in 0..BATCH {
                        black_box(black_box(&number).load(Relaxed));
                    }
                })
            }),
    );
    [("0", 1), ("50", 2), ("90", 10), ("99", 100), ("100", 0)]
        .into_iter()
        .fold(suite, |suite, (reads, one_in)| {
            suite.candidate(standard(reads, one_in))
        })
        .candidate(parking("0", 1))
        .candidate(parking("100", 0))
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "readers-vs-one",
            "It loses: two cores that only read, under read locks, take at least 1.2 times as long for a reading as one thread alone.",
            "rwlock-100",
            "rwlock-read",
            Bound::AtLeast(1.2),
        )
        .claim(
            "readers-vs-load",
            "A reading under a read lock, by two cores, costs at least 20 times one of an atomic.",
            "rwlock-100",
            "load-two",
            Bound::AtLeast(20.0),
        )
        .claim(
            "readers-vs-mutex",
            "A reading under a read lock, by two cores, costs at least 0.3 times what a `Mutex` costs, which lets nobody in beside another.",
            "rwlock-100",
            "mutex-two-cores",
            Bound::AtLeast(0.3),
        )
}
