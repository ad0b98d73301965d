//! Two permits and three who ask. Each takes one by comparing and exchanging, and none takes what is not there.

// ANCHOR: main
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::{Acquire, Relaxed};
use std::thread;

fn try_acquire(permits: &AtomicU32) -> bool {
    let mut now = permits.load(Relaxed);
    while now > 0 {
        match permits.compare_exchange_weak(
            now,
            now - 1,
            Acquire, // if it was still `now`
            Relaxed, // if not
        ) {
            Ok(_) => return true,
            Err(changed) => now = changed,
        }
    }
    false
}

fn main() {
    let permits = AtomicU32::new(2);
    let ask = || try_acquire(&permits);
    let answers = thread::scope(|scope| {
        [(); 3]
            .map(|()| scope.spawn(ask))
            .map(|thread| thread.join().unwrap())
    });
    let granted = answers.iter().filter(|yes| **yes).count();
    println!("granted: {granted} of {}", answers.len());
    assert_eq!(granted, 2);
}
// ANCHOR_END: main
