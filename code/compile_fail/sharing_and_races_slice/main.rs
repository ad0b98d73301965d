//! What `move` moves is the reference. The local variable stays where it is.

// ANCHOR: main
use std::thread;

fn main() {
    let numbers = vec![1, 2, 3];
    let first: &[i32] = &numbers[..2];
    let handle =
        thread::spawn(move || first.iter().sum::<i32>());
    println!("{}", handle.join().unwrap());
}
// ANCHOR_END: main
