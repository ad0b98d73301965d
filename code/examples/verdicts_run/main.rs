//! The same function called, and given to a thread: who runs it?

// ANCHOR: main
use std::thread::{self, Builder};

fn run() -> String {
    thread::current().name().unwrap_or_default().to_owned()
}

fn main() {
    println!("called: by {}", run());

    let worker = Builder::new().name("worker".into());
    let ran = worker.spawn(run).unwrap().join().unwrap();
    println!("spawned: by {ran}");

    assert_eq!((&*run(), &*ran), ("main", "worker"));
}
// ANCHOR_END: main
