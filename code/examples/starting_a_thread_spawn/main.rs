//! Three threads are started, then waited for; `join` hands over what each returned.

// ANCHOR: main
use std::thread;

fn square(n: u64) -> u64 {
    n * n
}

fn main() {
    let handles: Vec<thread::JoinHandle<u64>> = (1..=3)
        .map(|n| thread::spawn(move || square(n)))
        .collect();

    let squares: Vec<u64> = handles
        .into_iter()
        .map(|handle| handle.join().unwrap())
        .collect();

    println!("{squares:?}");
    assert_eq!(squares, [1, 4, 9]);
}
// ANCHOR_END: main
