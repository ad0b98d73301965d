//! A deposit under the lock, and a fee. In Python the fee forgets the lock; in Rust it cannot.

// ANCHOR: main
use std::sync::{Barrier, Mutex};
use std::thread;

fn main() {
    let balance = Mutex::new(100);
    let halfway = Barrier::new(2);

    let deposit = || {
        let mut balance = balance.lock().unwrap();
        let before = *balance;
        halfway.wait();
        *balance = before + 30;
    };
    let fee = || {
        halfway.wait();
        *balance.lock().unwrap() -= 1;
    };
    thread::scope(|scope| {
        scope.spawn(deposit);
        scope.spawn(fee);
    });

    println!("balance: {}", balance.lock().unwrap());
    assert_eq!(balance.into_inner().unwrap(), 129);
}
// ANCHOR_END: main
