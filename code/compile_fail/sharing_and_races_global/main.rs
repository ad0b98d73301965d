//! The Python counter, written down as it stands: a global variable that every thread changes.

// ANCHOR: main
use std::thread;

static mut COUNTER: u64 = 0;

fn count() {
    for _ in 0..200_000 {
        COUNTER += 1;
    }
}

fn main() {
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(count);
        }
    });
}
// ANCHOR_END: main
