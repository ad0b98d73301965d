//! Two threads add and drop owners of one value. Counted with a plain number some would be lost; `Arc` counts atomically.

// ANCHOR: main
use std::hint::black_box;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Barrier};
use std::thread;

const ROUNDS: u32 = 300_000;

fn on_two_threads(job: impl Fn() + Sync) {
    thread::scope(|scope| {
        scope.spawn(&job);
        scope.spawn(&job);
    });
}

fn main() {
    let thing = Arc::new("thing");
    on_two_threads(|| {
        for _ in 0..ROUNDS {
            let another_owner = Arc::clone(black_box(&thing));
            drop(another_owner);
        }
    });
    let left_over = Arc::strong_count(&thing) - 1;
    println!("counts left over: {left_over}");
    assert_eq!(left_over, 0);

    // As `Rc` and Python do it: read, add, write back.
    let count = AtomicU32::new(1);
    let gap = Barrier::new(2);
    on_two_threads(|| {
        let read = count.load(Relaxed);
        gap.wait(); // the other comes in between
        count.store(read + 1, Relaxed);
    });
    let counted = count.into_inner();
    println!("three owners, counted without care: {counted}");
    assert_eq!(counted, 2);
}
// ANCHOR_END: main
