//! One more owner and one less, and a lock that nobody else wants.

use std::hint::black_box;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use measure::{Bound, Candidate, Suite};

use crate::jobs::on_two_threads;

pub fn candidates(suite: Suite) -> Suite {
    let owner = |candidate: Candidate| {
        candidate.group("What stands in its place", "one more owner and one less")
    };
    let lock = |candidate: Candidate| {
        candidate.group("A lock that nobody else wants", "lock, add one, unlock")
    };
    let call = |id: &str, name: &str| {
        Candidate::peer(id, name).group("A call through ctypes", "one call of abs")
    };
    suite
        .candidate(owner(
            Candidate::floor("plain", "a number: plus one, minus one").prepared(|| {
                let mut count = 1_u64;
                move |n| {
                    for _ in 0..n {
                        *black_box(&mut count) += 1;
                        *black_box(&mut count) -= 1;
                    }
                }
            }),
        ))
        .candidate(owner(
            Candidate::ours("rc", "Rc: clone, drop")
                .above("plain")
                .beside("python-name")
                .prepared(|| {
                    let value = Rc::new(1);
                    move |n| {
                        for _ in 0..n {
                            drop(black_box(Rc::clone(black_box(&value))));
                        }
                    }
                }),
        ))
        .candidate(owner(
            Candidate::ours("arc", "Arc: clone, drop")
                .above("plain")
                .beside("python-name")
                .prepared(|| {
                    let value = Arc::new(1);
                    move |n| clone_and_drop(&value, n)
                }),
        ))
        .candidate(owner(
            Candidate::ours("arc-two", "one Arc, two threads at once")
                .above("plain")
                .timed(|n| {
                    let value = Arc::new(1);
                    on_two_threads(|| clone_and_drop(&value, n))
                }),
        ))
        .candidate(lock(
            Candidate::ours("mutex", "Rust: Mutex")
                .beside("python-lock")
                .prepared(|| {
                    let count = Mutex::new(0_u64);
                    move |n| {
                        for _ in 0..n {
                            *black_box(&count).lock().unwrap() += 1;
                        }
                    }
                }),
        ))
        .candidate(owner(
            Candidate::peer("python-name", "Python: another name, del").above("plain"),
        ))
        .candidate(lock(Candidate::peer("python-lock", "Python: with lock")))
        .candidate(call("python-call-keeping", "PyDLL: the GIL is kept"))
        .candidate(call(
            "python-call-detached",
            "CDLL: let go, and taken again",
        ))
}

fn clone_and_drop(value: &Arc<i32>, n: u64) {
    for _ in 0..n {
        drop(black_box(Arc::clone(black_box(value))));
    }
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "arc-vs-rc",
            "An owner more and one less costs at least half as much again with atomic counts.",
            "arc",
            "rc",
            Bound::AtLeast(1.5),
        )
        .claim(
            "detached-vs-keeping",
            "It loses: to let go of the GIL and to take it again makes a small call dearer.",
            "python-call-detached",
            "python-call-keeping",
            Bound::AtLeast(1.02),
        )
}
