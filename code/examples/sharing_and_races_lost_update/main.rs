//! Two threads read, meet, and write. Of every two additions one is lost.

// ANCHOR: main
use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::thread;

const ROUNDS: u64 = 100;

fn count(n: &AtomicU64, meet: &Barrier) {
    for _ in 0..ROUNDS {
        let seen = n.load(SeqCst);
        meet.wait(); // both have read
        n.store(seen + 1, SeqCst);
    }
}

fn main() {
    let n = AtomicU64::new(0);
    let meet = Barrier::new(2);

    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| count(&n, &meet));
        }
    });

    let n = n.into_inner();
    println!("additions: {}, counted: {n}", 2 * ROUNDS);
    assert_eq!(n, ROUNDS);
}
// ANCHOR_END: main
