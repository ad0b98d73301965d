//! Two spellings of one line, each a load and a store. Both lose updates.

// ANCHOR: main
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::thread;

const TIMES: u64 = 500_000;
static N: AtomicU64 = AtomicU64::new(0);

fn one() -> u64 {
    1
}

fn read_then_call() {
    for _ in 0..TIMES {
        N.store(N.load(SeqCst) + one(), SeqCst);
    }
}

fn call_then_read() {
    for _ in 0..TIMES {
        N.store(one() + N.load(SeqCst), SeqCst);
    }
}

fn loses(count: fn()) -> bool {
    N.store(0, SeqCst);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(count);
        }
    });
    N.load(SeqCst) < 4 * TIMES
}

fn ever(count: fn()) -> bool {
    (0..10).any(|_| loses(count))
}

fn main() {
    let first = ever(read_then_call);
    let second = ever(call_then_read);
    println!("n + one() loses some: {first}");
    println!("one() + n loses some: {second}");
    assert!(first && second);
}
// ANCHOR_END: main
