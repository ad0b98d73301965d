//! Two threads that take turns, and where they run.

use std::thread;
use std::time::{Duration, Instant};

use measure::{Candidate, Place, wake};

/// A place, whether the cores are kept awake meanwhile, and what ids and names say of it.
pub struct Where {
    pub place: Place,
    pub awake: bool,
    pub id: &'static str,
    pub name: &'static str,
}

/// All there are.
pub const PLACES: [Where; 5] = [
    Where::new(Place::OneCore, false, "one-core", "one core"),
    Where::new(Place::TwoCores, false, "two-cores", "two cores"),
    Where::new(
        Place::TwoCores,
        true,
        "two-cores-awake",
        "two cores kept awake",
    ),
    Where::new(Place::Anywhere, false, "anywhere", "anywhere"),
    Where::new(
        Place::Anywhere,
        true,
        "anywhere-awake",
        "anywhere, kept awake",
    ),
];

impl Where {
    const fn new(place: Place, awake: bool, id: &'static str, name: &'static str) -> Self {
        Where {
            place,
            awake,
            id,
            name,
        }
    }

    /// Sets it against the futex at the same place, and keeps the cores awake if that is said of the place.
    pub fn set(&self, candidate: Candidate) -> Candidate {
        let candidate = candidate.above(&format!("futex-{}", self.id));
        if self.awake {
            candidate.awake()
        } else {
            candidate
        }
    }
}

/// Panics in the thread that measures if the place is not to be had: in one of two that take turns, the other would wait for ever.
pub fn check(place: Place) {
    let (near, far) = wake::cores();
    let there = match place {
        Place::OneCore => near.is_some(),
        Place::TwoCores => far.is_some(),
        Place::Anywhere => true,
    };
    assert!(there, "this process has one core");
}

/// `n` round trips: `near` hands over and waits until it has been handed back to, `far` does the reverse. One more, off the
/// clock, waits for the threads to start.
pub fn round_trips(
    place: Place,
    n: u64,
    near: impl FnMut() + Send,
    mut far: impl FnMut() + Send,
) -> Duration {
    check(place);
    thread::scope(|scope| {
        scope.spawn(move || {
            place.far();
            (0..=n).for_each(|_| far());
        });
        let near = scope.spawn(move || {
            place.near();
            timed(n, near)
        });
        near.join().expect("the partners do not panic")
    })
}

/// `n` on the clock, after one that is not.
pub fn timed(n: u64, mut operation: impl FnMut()) -> Duration {
    operation();
    let start = Instant::now();
    (0..n).for_each(|_| operation());
    start.elapsed()
}
