//! `spawn` wants something to call. Given the result of the call, it refuses.

// ANCHOR: main
use std::thread;

fn square(n: u64) -> u64 {
    n * n
}

fn main() {
    let handle = thread::spawn(square(3));
    println!("{}", handle.join().unwrap());
}
// ANCHOR_END: main
