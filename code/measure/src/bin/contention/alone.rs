//! Nobody else wants it.

use std::cell::Cell;
use std::hint::black_box;
use std::sync::atomic::{
    AtomicU64,
    Ordering::{Relaxed, SeqCst},
};
use std::sync::{Mutex, RwLock};

use measure::{Bound, Candidate, Suite};

const GROUP: &str = "One thread, and nobody else";

fn row(id: &str, name: &str) -> Candidate {
    let row = if id == "plain" {
        Candidate::floor(id, name)
    } else {
        Candidate::ours(id, name).above("plain")
    };
    row.group(GROUP, "one operation")
}

/// An operation on an atomic that was made for it.
fn atomic(id: &str, name: &str, operation: impl Fn(&AtomicU64) + 'static) -> Candidate {
    row(id, name).prepared(move || {
        let number = AtomicU64::new(0);
        move |n| (0..n).for_each(|_| operation(black_box(&number)))
    })
}

/// An addition to something that was made for it.
fn on<T: 'static>(row: Candidate, value: T, add: impl Fn(&T) + 'static) -> Candidate {
    row.prepared(move || move |n| (0..n).for_each(|_| add(black_box(&value))))
}

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

pub fn candidates(suite: Suite) -> Suite {
    let peer = |id: &str, name: &str| {
        let row = Candidate::peer(id, name).above("plain");
        row.group(GROUP, "one operation")
    };
    suite
        .candidate(
            on(row("plain", "plain: add"), Cell::new(0_u64), |cell| {
                cell.set(cell.get() + 1)
            })
            .beside("python-add"),
        )
        .candidate(
            row("thread-local", "thread_local! Cell: add")
                .beside("python-add")
                .many(|n| {
                    for _ in 0..n {
                        COUNT.with(|count| black_box(count).set(count.get() + 1));
                    }
                }),
        )
        .candidate(atomic("load", "atomic: load", |number| {
            black_box(number.load(SeqCst));
        }))
        .candidate(atomic(
            "store-relaxed",
            "atomic: store, Relaxed",
            |number| number.store(1, Relaxed),
        ))
        .candidate(atomic("store-seqcst", "atomic: store, SeqCst", |number| {
            number.store(1, SeqCst)
        }))
        .candidate(atomic(
            "add-relaxed",
            "atomic: fetch_add, Relaxed",
            |number| {
                number.fetch_add(1, Relaxed);
            },
        ))
        .candidate(atomic(
            "add-seqcst",
            "atomic: fetch_add, SeqCst",
            |number| {
                number.fetch_add(1, SeqCst);
            },
        ))
        .candidate(atomic("exchange", "atomic: compare_exchange", |number| {
            let seen = number.load(Relaxed);
            number
                .compare_exchange(seen, seen + 1, Relaxed, Relaxed)
                .expect("nobody else changes it");
        }))
        .candidate(
            on(
                row("mutex", "Mutex: lock, add"),
                Mutex::new(0_u64),
                |count| {
                    *count.lock().expect("nobody panics") += 1;
                },
            )
            .beside("python-lock"),
        )
        .candidate(
            on(
                row("parking-lot", "parking_lot::Mutex: lock, add"),
                parking_lot::Mutex::new(0_u64),
                |count| *count.lock() += 1,
            )
            .beside("python-lock"),
        )
        .candidate(
            on(
                row("rwlock-read", "RwLock: read"),
                RwLock::new(0_u64),
                |count| {
                    black_box(*count.read().expect("nobody panics"));
                },
            )
            .beside("python-lock"),
        )
        .candidate(peer("python-add", "Python: count.value += 1"))
        .candidate(peer("python-lock", "threading.Lock: with, +="))
        .candidate(peer("python-rlock", "threading.RLock: with, +="))
        .candidate(peer(
            "python-process-lock",
            "multiprocessing.Lock: with, +=",
        ))
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "atomic-vs-plain",
            "An atomic addition costs at least three times a plain one, though nobody else wants the number.",
            "add-relaxed",
            "plain",
            Bound::AtLeast(3.0),
        )
        .claim(
            "seqcst-add-vs-relaxed",
            "A `fetch_add` with `SeqCst` costs no more than 1.3 times one with `Relaxed`.",
            "add-seqcst",
            "add-relaxed",
            Bound::AtMost(1.3),
        )
        .claim(
            "seqcst-store-vs-relaxed",
            "A store with `SeqCst` costs at least three times one with `Relaxed`.",
            "store-seqcst",
            "store-relaxed",
            Bound::AtLeast(3.0),
        )
        .claim(
            "mutex-vs-add",
            "A `Mutex` that nobody else wants costs at most four atomic additions.",
            "mutex",
            "add-relaxed",
            Bound::AtMost(4.0),
        )
        .claim(
            "read-vs-mutex",
            "To read under an `RwLock` costs at least 0.7 times what a `Mutex` costs: it is no cheaper kind of lock.",
            "rwlock-read",
            "mutex",
            Bound::AtLeast(0.7),
        )
        .claim(
            "python-lock-vs-mutex",
            "Python's lock, with the addition under it, costs at least five times what the `Mutex` costs.",
            "python-lock",
            "mutex",
            Bound::AtLeast(5.0),
        )
        .claim(
            "python-process-lock-vs-lock",
            "While nobody else wants it, `multiprocessing.Lock` costs at most three times what `threading.Lock` costs.",
            "python-process-lock",
            "python-lock",
            Bound::AtMost(3.0),
        )
}
