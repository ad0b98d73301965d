//! A spawned thread may not borrow a local variable of the function that starts it.

// ANCHOR: main
use std::thread;

fn main() {
    let numbers = vec![1, 2, 3];
    let handle = thread::spawn(|| numbers.iter().sum::<i32>());
    println!("{}", handle.join().unwrap());
}
// ANCHOR_END: main
