//! Who forgets the lock has not got the number.

// ANCHOR: main
use std::sync::Mutex;

fn deposit(balance: &Mutex<i32>) {
    *balance.lock().unwrap() += 30;
}

fn fee(balance: &Mutex<i32>) {
    *balance -= 1;
}
// ANCHOR_END: main

fn main() {
    let balance = Mutex::new(100);
    deposit(&balance);
    fee(&balance);
}
