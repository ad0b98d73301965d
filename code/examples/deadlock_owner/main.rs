//! The same money, under one lock for all of it, and with a thread that owns it.

// ANCHOR: lock
use std::sync::{Mutex, mpsc};
use std::thread;

fn one_lock() -> [i64; 3] {
    let balances = Mutex::new([100; 3]);
    thread::scope(|scope| {
        for from in 0..3 {
            let balances = &balances;
            scope.spawn(move || {
                for _ in 0..10_000 {
                    let mut all = balances.lock().unwrap();
                    all[from] -= 1;
                    all[(from + 1) % 3] += 1;
                }
            });
        }
    });
    balances.into_inner().unwrap()
}
// ANCHOR_END: lock

// ANCHOR: owner
struct Transfer {
    from: usize,
    to: usize,
    amount: i64,
}

fn owner() -> [i64; 3] {
    let (orders, inbox) = mpsc::channel::<Transfer>();
    let bank = thread::spawn(move || {
        let mut balances = [100; 3];
        for Transfer { from, to, amount } in inbox {
            balances[from] -= amount;
            balances[to] += amount;
        }
        balances
    });
    thread::scope(|scope| {
        for from in 0..3 {
            let (orders, to) =
                (orders.clone(), (from + 1) % 3);
            scope.spawn(move || {
                for _ in 0..10_000 {
                    let order = Transfer {
                        from,
                        to,
                        amount: 1,
                    };
                    orders.send(order).unwrap();
                }
            });
        }
    });
    drop(orders); // the last sender: the loop above ends
    bank.join().unwrap()
}
// ANCHOR_END: owner

fn main() {
    let balances = [one_lock(), owner()];
    println!("one lock: {:?}", balances[0]);
    println!("an owner: {:?}", balances[1]);
    assert_eq!(balances, [[100; 3]; 2]);
}
