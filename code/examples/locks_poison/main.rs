//! A thread panics halfway through a change. The lock remembers, until somebody has put the data right.

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

struct Accounts {
    mine: i32,
    yours: i32,
}

fn give(accounts: &mut Accounts, sum: &str) {
    accounts.mine -= 30;
    accounts.yours += sum.parse::<i32>().unwrap();
}

fn main() {
    let accounts = Mutex::new(Accounts {
        mine: 100,
        yours: 0,
    });
    let total = |a: &Accounts| a.mine + a.yours;

    let ended = thread::scope(|scope| {
        let give =
            || give(&mut accounts.lock().unwrap(), "3o");
        scope.spawn(give).join()
    });
    assert!(ended.is_err() && accounts.is_poisoned());

    match accounts.lock() {
        Ok(_) => unreachable!(),
        Err(poisoned) => {
            println!("{poisoned}");
            let mut guard = poisoned.into_inner();
            println!("total {}", total(&guard));
            guard.mine = 100 - guard.yours;
            accounts.clear_poison();
        }
    }
    println!("total {}", total(&accounts.lock().unwrap()));

    let other = parking_lot::Mutex::new(Accounts {
        mine: 100,
        yours: 0,
    });
    thread::scope(|scope| {
        let give = || give(&mut other.lock(), "3o");
        scope.spawn(give).join().unwrap_err();
    });
    println!("total {} in parking_lot", total(&other.lock()));
    assert_eq!(total(&other.lock()), 70);
}
// ANCHOR_END: main
