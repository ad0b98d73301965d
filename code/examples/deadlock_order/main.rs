//! Money goes round in a circle, the locks are always taken from the lowest number up.

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

struct Account {
    number: u32,
    balance: Mutex<i64>,
}

fn transfer(from: &Account, to: &Account, amount: i64) {
    if from.number == to.number {
        return; // one lock, which would be taken twice
    }
    let (mut source, mut target);
    if from.number < to.number {
        source = from.balance.lock().unwrap();
        target = to.balance.lock().unwrap();
    } else {
        target = to.balance.lock().unwrap();
        source = from.balance.lock().unwrap();
    }
    *source -= amount;
    *target += amount;
}

fn main() {
    let accounts = [0, 1, 2].map(|number| Account {
        number,
        balance: Mutex::new(100),
    });
    thread::scope(|scope| {
        for from in 0..3 {
            let (from, to) =
                (&accounts[from], &accounts[(from + 1) % 3]);
            scope.spawn(move || {
                for _ in 0..10_000 {
                    transfer(from, to, 1);
                }
            });
        }
    });
    let balances =
        accounts.map(|account| account.balance.into_inner());
    let balances = balances.map(Result::unwrap);
    println!("{balances:?}");
    assert_eq!(balances, [100; 3]);
}
// ANCHOR_END: main
