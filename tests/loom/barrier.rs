use loom::cell::UnsafeCell;
use loom::thread;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::time::Duration;

use super::block::{Barrier, Broken};
use crate::Model;

pub const MODELS: &[Model] = &[
    ("two_rounds", two_rounds),
    ("a_round_is_not_mistaken_for_the_one_before_the_last", a_round_is_not_mistaken_for_the_one_before_the_last),
    ("three_parties", three_parties),
    ("what_was_done_before_is_seen_after", what_was_done_before_is_seen_after),
    ("abort_wakes_those_who_wait", abort_wakes_those_who_wait),
    ("what_was_complete_stays_so", what_was_complete_stays_so),
    ("a_time_out_breaks_it_for_all", a_time_out_breaks_it_for_all),
    ("a_panic_breaks_it", a_panic_breaks_it),
];

fn two_rounds() {
    loom::model(|| {
        let barrier = Arc::new(Barrier::new(2));
        let other = thread::spawn({
            let barrier = Arc::clone(&barrier);
            move || [0; 2].map(|_| barrier.wait().unwrap().is_leader())
        });
        let mine = [0; 2].map(|_| barrier.wait().unwrap().is_leader());
        let other = other.join().unwrap();
        assert!(mine[0] != other[0] && mine[1] != other[1], "one leader a round");
    });
}

/// One that is slow to leave its round finds the next complete as well.
fn a_round_is_not_mistaken_for_the_one_before_the_last() {
    loom::model(|| {
        let barrier = Arc::new(Barrier::new(2));
        let come = || {
            let barrier = Arc::clone(&barrier);
            thread::spawn(move || barrier.wait().is_ok())
        };
        let slow = come();
        assert!(barrier.wait().is_ok());
        let next = come();
        assert!(barrier.wait().is_ok());
        assert!(slow.join().unwrap() && next.join().unwrap());
    });
}

fn three_parties() {
    loom::model(|| {
        let barrier = Arc::new(Barrier::new(3));
        let others = [0; 2].map(|_| {
            let barrier = Arc::clone(&barrier);
            thread::spawn(move || barrier.wait().unwrap().is_leader())
        });
        let mine = barrier.wait().unwrap().is_leader();
        let leaders = others.into_iter().filter_map(|other| other.join().unwrap().then_some(())).count();
        assert_eq!(leaders + usize::from(mine), 1);
    });
}

fn what_was_done_before_is_seen_after() {
    loom::model(|| {
        let shared = Arc::new((Barrier::new(2), [UnsafeCell::new(0), UnsafeCell::new(0)]));
        let work = |me: usize, shared: &(Barrier, [UnsafeCell<u32>; 2])| {
            // SAFETY: before the barrier each has a cell of its own.
            shared.1[me].with_mut(|value| unsafe { *value = 7 });
            shared.0.wait().unwrap();
            // SAFETY: after it nobody writes.
            shared.1[1 - me].with(|value| unsafe { *value })
        };
        let other = thread::spawn({
            let shared = Arc::clone(&shared);
            move || work(1, &shared)
        });
        assert_eq!(work(0, &shared), 7);
        assert_eq!(other.join().unwrap(), 7);
    });
}

fn abort_wakes_those_who_wait() {
    loom::model(|| {
        let barrier = Arc::new(Barrier::new(3));
        let others = [0; 2].map(|_| {
            let barrier = Arc::clone(&barrier);
            thread::spawn(move || barrier.wait())
        });
        barrier.abort();
        for other in others {
            assert_eq!(other.join().unwrap(), Err(Broken));
        }
        assert_eq!(barrier.wait(), Err(Broken));
    });
}

fn what_was_complete_stays_so() {
    loom::model(|| {
        let barrier = Arc::new(Barrier::new(2));
        let other = thread::spawn({
            let barrier = Arc::clone(&barrier);
            move || barrier.wait().is_ok()
        });
        assert!(barrier.wait().is_ok());
        barrier.abort();
        assert!(other.join().unwrap(), "it came before the end");
    });
}

/// Unless the round was complete: then it was for both.
fn a_time_out_breaks_it_for_all() {
    loom::model(|| {
        let barrier = Arc::new(Barrier::new(2));
        let other = thread::spawn({
            let barrier = Arc::clone(&barrier);
            move || barrier.wait().is_ok()
        });
        let mine = barrier.wait_timeout(Duration::ZERO).is_ok();
        assert_eq!(other.join().unwrap(), mine);
        assert_eq!(barrier.is_broken(), !mine);
    });
}

fn a_panic_breaks_it() {
    loom::model(|| {
        let barrier = Arc::new(Barrier::new(2));
        let other = thread::spawn({
            let barrier = Arc::clone(&barrier);
            move || barrier.wait()
        });
        let panicked = panic::catch_unwind(AssertUnwindSafe(|| {
            let _guard = barrier.break_on_panic();
            panic!("before it came");
        }));
        assert!(panicked.is_err());
        assert_eq!(other.join().unwrap(), Err(Broken));
    });
}
