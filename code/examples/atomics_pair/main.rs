//! A sum and the number of its parts. Each atomic is right; the pair that a reader gets may never have been there.

// ANCHOR: main
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use loom::sync::atomic::AtomicU64;
use loom::sync::atomic::Ordering::SeqCst;
use loom::thread;

type Pair = (u64, u64);

/// Every pair that `read` may return while `add` runs.
fn seen<T: Send + Sync + 'static>(
    new: fn() -> T,
    add: fn(&T),
    read: fn(&T) -> Pair,
) -> BTreeSet<Pair> {
    let pairs = Arc::new(Mutex::new(BTreeSet::new()));
    let all = Arc::clone(&pairs);
    loom::model(move || {
        let gauge = Arc::new(new());
        let writer = thread::spawn({
            let gauge = Arc::clone(&gauge);
            move || add(&gauge)
        });
        all.lock().unwrap().insert(read(&gauge));
        writer.join().unwrap();
    });
    pairs.lock().unwrap().clone()
}

fn main() {
    let atomics = seen(
        || (AtomicU64::new(0), AtomicU64::new(0)),
        |(sum, number)| {
            sum.fetch_add(10, SeqCst);
            number.fetch_add(1, SeqCst);
        },
        |(sum, number)| {
            (sum.load(SeqCst), number.load(SeqCst))
        },
    );
    let lock = seen(
        || loom::sync::Mutex::new((0, 0)),
        |gauge| {
            let (sum, number) = &mut *gauge.lock().unwrap();
            *sum += 10;
            *number += 1;
        },
        |gauge| *gauge.lock().unwrap(),
    );
    println!("two atomics: {atomics:?}");
    println!("one lock:    {lock:?}");
    assert!(atomics.contains(&(10, 0)));
    assert_eq!(lock, BTreeSet::from([(0, 0), (10, 1)]));
}
// ANCHOR_END: main
