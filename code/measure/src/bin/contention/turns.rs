//! Who gets the lock: how long until the other one has it.

use std::hint::black_box;
use std::sync::Mutex;

use measure::{Bound, Candidate, Place, Suite};
use parking_lot::MutexGuard;

use crate::sections::compute;
use crate::two::until_done;

const GROUP: &str = "Two threads that hold a lock most of the time";
const STEPS: u64 = 5000;

fn row(id: &str, name: &str) -> Candidate {
    Candidate::ours(id, name)
        .group(GROUP, "one change of the holder")
        .above("turn-section")
        .beside("python-turns")
}

/// Who had the lock last, and how often that was another than before.
struct Turns {
    last: Option<usize>,
    changes: u64,
}

impl Turns {
    fn new() -> Self {
        Turns {
            last: None,
            changes: 0,
        }
    }

    /// What is done under the lock. Says whether to go on.
    fn take(&mut self, side: usize, changes: u64) -> bool {
        black_box(compute(black_box(1), STEPS));
        // The first to take it changes nothing. Some samples count a single change, and it must be one.
        if self.last.is_some_and(|last| last != side) {
            self.changes += 1;
        }
        self.last = Some(side);
        self.changes < changes
    }
}

pub fn candidates(suite: Suite) -> Suite {
    suite
        .candidate(
            Candidate::floor("turn-section", "the section itself, by one thread")
                .group(GROUP, "one change of the holder")
                .each(|| {
                    black_box(compute(black_box(1), STEPS));
                }),
        )
        .candidate(row("turns-mutex", "Mutex").timed(|changes| {
            let turns = Mutex::new(Turns::new());
            until_done(Place::TwoCores, |side| {
                turns.lock().expect("nobody panics").take(side, changes)
            })
        }))
        .candidate(
            row("turns-parking-lot", "parking_lot::Mutex").timed(|changes| {
                let turns = parking_lot::Mutex::new(Turns::new());
                until_done(Place::TwoCores, |side| turns.lock().take(side, changes))
            }),
        )
        .candidate(
            row("turns-fair", "parking_lot::Mutex, unlock_fair").timed(|changes| {
                let turns = parking_lot::Mutex::new(Turns::new());
                until_done(Place::TwoCores, |side| {
                    let mut guard = turns.lock();
                    let more = guard.take(side, changes);
                    MutexGuard::unlock_fair(guard);
                    more
                })
            }),
        )
        .candidate(
            Candidate::peer("python-turns", "threading.Lock")
                .group(GROUP, "one change of the holder"),
        )
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "turns-mutex-vs-section",
            "The holder of a `Mutex` has it for at least two sections before the other gets it.",
            "turns-mutex",
            "turn-section",
            Bound::AtLeast(2.0),
        )
        .claim(
            "turns-parking-lot-vs-fair",
            "The holder of `parking_lot`'s `Mutex` keeps the other waiting at least twice as long as with `unlock_fair`.",
            "turns-parking-lot",
            "turns-fair",
            Bound::AtLeast(2.0),
        )
        .claim(
            "turns-python-vs-parking-lot",
            "`threading.Lock` changes hands at most a third as often as `parking_lot`'s `Mutex`.",
            "python-turns",
            "turns-parking-lot",
            Bound::AtLeast(3.0),
        )
}
