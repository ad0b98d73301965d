//! Two transfers in opposite directions, each of which locks the account it takes from first. Neither ever ends.

// ANCHOR: main
use std::sync::{Barrier, Mutex, mpsc};
use std::thread;
use std::time::Duration;

static ANN: Mutex<i64> = Mutex::new(100);
static BEN: Mutex<i64> = Mutex::new(100);
static HALF_WAY: Barrier = Barrier::new(3);

fn transfer(
    from: &Mutex<i64>,
    to: &Mutex<i64>,
    amount: i64,
    half_way: impl FnOnce(),
) {
    let mut from = from.lock().unwrap();
    half_way();
    let mut to = to.lock().unwrap();
    *from -= amount;
    *to += amount;
}

fn state(account: &Mutex<i64>) -> String {
    match account.try_lock() {
        Ok(balance) => balance.to_string(),
        Err(_) => "locked".to_string(),
    }
}

fn main() {
    transfer(&ANN, &BEN, 10, || ());
    transfer(&BEN, &ANN, 30, || ());
    println!("in a row: {} {}", state(&ANN), state(&BEN));

    let (sender, ended) = mpsc::channel();
    for (from, to) in [(&ANN, &BEN), (&BEN, &ANN)] {
        let sender = sender.clone();
        thread::spawn(move || {
            transfer(from, to, 10, || {
                HALF_WAY.wait();
            });
            sender.send(()).unwrap();
        });
    }
    HALF_WAY.wait(); // each has its first lock
    let limit = Duration::from_millis(200);
    match ended.recv_timeout(limit) {
        Ok(()) => println!("at once:  one has ended"),
        Err(_) => println!("at once:  none has ended"),
    }
    let states = [state(&ANN), state(&BEN)];
    println!("          {} {}", states[0], states[1]);
    assert_eq!(states, ["locked", "locked"]);
}
// ANCHOR_END: main
