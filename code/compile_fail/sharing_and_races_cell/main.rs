//! A `Cell` may go to another thread. It may not be shared with one.

// ANCHOR: main
use std::cell::Cell;
use std::thread;

fn main() {
    let counter = Cell::new(0_u64);
    thread::scope(|scope| {
        scope.spawn(|| counter.set(counter.get() + 1));
        scope.spawn(|| counter.set(counter.get() + 1));
    });
}
// ANCHOR_END: main
