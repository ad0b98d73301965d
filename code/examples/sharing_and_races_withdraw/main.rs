//! Two withdrawals. Every access is locked, and the account is overdrawn all the same.

// ANCHOR: main
use std::sync::{Barrier, Mutex};
use std::thread;

fn check_then_act(balance: &Mutex<i64>, meet: &Barrier) {
    let enough = *balance.lock().unwrap() >= 80;
    meet.wait(); // what may happen in between
    if enough {
        *balance.lock().unwrap() -= 80;
    }
}

fn check_and_act(balance: &Mutex<i64>, meet: &Barrier) {
    meet.wait();
    let mut balance = balance.lock().unwrap();
    if *balance >= 80 {
        *balance -= 80;
    } // the lock is given back here
}

fn left_by_two(withdraw: fn(&Mutex<i64>, &Barrier)) -> i64 {
    let balance = Mutex::new(100);
    let meet = Barrier::new(2);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| withdraw(&balance, &meet));
        }
    });
    balance.into_inner().unwrap()
}

fn main() {
    let twice = left_by_two(check_then_act);
    let once = left_by_two(check_and_act);
    println!("locked twice: {twice}");
    println!("locked once: {once}");
    assert_eq!((twice, once), (-60, 20));
}
// ANCHOR_END: main
