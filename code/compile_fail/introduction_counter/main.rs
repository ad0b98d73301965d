//! The Python counter written down in Rust as it stands: four threads, one number, no lock.

// ANCHOR: main
use std::thread;

fn count(counter: &mut u64) {
    for _ in 0..1_000_000 {
        *counter += 1;
    }
}

fn main() {
    let mut counter = 0;

    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| count(&mut counter));
        }
    });

    println!("{counter}");
}
// ANCHOR_END: main
