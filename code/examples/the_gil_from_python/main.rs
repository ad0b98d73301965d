//! A function in which two callers meet. Threads of Rust do; Python's do only if they let go of the GIL to call it.

// ANCHOR: main
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// Waits until two callers are in here. Says whether they are.
// SAFETY: nothing else in the library is called `meet`.
#[unsafe(no_mangle)]
pub extern "C" fn meet(limit_ms: u64) -> bool {
    static ARRIVED: Mutex<u32> = Mutex::new(0);
    static ARRIVAL: Condvar = Condvar::new();

    let limit = Duration::from_millis(limit_ms);
    let mut arrived = ARRIVED.lock().unwrap();
    *arrived += 1;
    let pair = arrived.next_multiple_of(2);
    ARRIVAL.notify_all();
    let (mut arrived, _) = ARRIVAL
        .wait_timeout_while(arrived, limit, |arrived| {
            *arrived < pair
        })
        .unwrap();
    let met = *arrived >= pair;
    if !met {
        *arrived -= 1; // gives up and leaves
    }
    met
}

fn main() {
    let met = thread::scope(|scope| {
        let other = scope.spawn(|| meet(20_000));
        [meet(20_000), other.join().unwrap()]
    });
    println!("two threads of Rust: met {met:?}");
    assert_eq!(met, [true, true]);
}
// ANCHOR_END: main
