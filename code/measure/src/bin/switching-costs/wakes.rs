//! One thread wakes another and goes to sleep: by the bare futex at every place, and by what is built on it.

use std::sync::{Condvar, Mutex};
use std::time::Duration;

use measure::{Candidate, Place, Suite, wake};

use crate::futex::{Among, Turn};
use crate::places::{PLACES, round_trips};

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let wake = |candidate: Candidate| candidate.group("Waking a thread", "one hand-off").items(2);
    let suite = PLACES.iter().fold(suite, |suite, at| {
        let id = format!("futex-{}", at.id);
        let name = format!("futex, {}", at.name);
        let candidate = Candidate::floor(&id, &name).timed(|n| futex(at.place, n));
        suite.candidate(wake(if at.awake {
            candidate.awake()
        } else {
            candidate
        }))
    });
    let ours = |id: &str, name: &str, run: fn(u64) -> Duration| {
        wake(Candidate::ours(id, name))
            .above("futex-one-core")
            .beside("python-lock")
            .timed(run)
    };
    suite
        .candidate(ours("park", "park and unpark, one core", |n| {
            let near = wake::cores().0;
            wake::wake_round_trips(n, near, near)
        }))
        .candidate(ours("condvar", "Mutex and Condvar, one core", condvar))
        .candidate(
            wake(Candidate::peer(
                "python-lock",
                "Python: two Locks, one core",
            ))
            .above("futex-one-core"),
        )
}

fn futex(place: Place, n: u64) -> Duration {
    let turn = Turn::new();
    let among = Among::Threads;
    round_trips(
        place,
        n,
        || turn.there_and_back(among),
        || turn.answer(among),
    )
}

fn condvar(n: u64) -> Duration {
    let far_turn = Mutex::new(false);
    let changed = Condvar::new();
    let pass = |to_far: bool| {
        *far_turn.lock().unwrap() = to_far;
        changed.notify_one();
    };
    let wait = |for_far: bool| {
        let guard = far_turn.lock().unwrap();
        drop(changed.wait_while(guard, |turn| *turn != for_far).unwrap());
    };
    let near = || {
        pass(true);
        wait(false);
    };
    let far = || {
        wait(true);
        pass(false);
    };
    round_trips(Place::OneCore, n, near, far)
}
