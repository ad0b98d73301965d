//! Four threads count to 4,000,000 together. The lock is not beside the number: the number is inside it.

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

fn count(counter: &Mutex<u64>) {
    for _ in 0..1_000_000 {
        *counter.lock().unwrap() += 1;
    }
}

fn main() {
    let counter = Mutex::new(0);

    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| count(&counter));
        }
    }); // the scope ends when all four have ended

    let total = counter.into_inner().unwrap();
    println!(
        "expected 4000000, lost some: {}",
        total < 4_000_000
    );
    assert_eq!(total, 4_000_000);
}
// ANCHOR_END: main
