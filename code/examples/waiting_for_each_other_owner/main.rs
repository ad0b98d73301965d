//! A permit has no owner: one thread takes it, another gives it back.

// ANCHOR: main
use std::thread;

use code::sync::Semaphore;

fn main() {
    let semaphore = Semaphore::new(1);

    let permit = semaphore.acquire();
    println!("free: {}", semaphore.available());
    thread::scope(|scope| {
        scope.spawn(move || drop(permit));
    });
    println!("free: {}", semaphore.available());
    assert_eq!(semaphore.available(), 1);

    // To give back what one has not taken takes a method
    // of another name.
    semaphore.add_permits(1).unwrap();
    println!("free: {}", semaphore.available());
    assert_eq!(semaphore.available(), 2);
}
// ANCHOR_END: main
