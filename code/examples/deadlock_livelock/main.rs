//! Two polite threads in step: each gives up its lock for the other's sake, and takes it again. Then each throws a coin.

// ANCHOR: main
use std::hash::{BuildHasher, RandomState};
use std::sync::{Barrier, Mutex};
use std::thread;

const ROUNDS: u32 = 200;

/// In how many of the rounds `me` had both locks.
fn polite(
    me: usize,
    locks: &[Mutex<()>; 2],
    step: &Barrier,
    takes_part: fn() -> bool,
) -> u32 {
    let mut had_both = 0;
    for _ in 0..ROUNDS {
        let mine =
            takes_part().then(|| locks[me].lock().unwrap());
        step.wait(); // who takes part holds the first lock
        let other = mine
            .as_ref()
            .and_then(|_| locks[1 - me].try_lock().ok());
        had_both += u32::from(other.is_some());
        step.wait(); // and has tried the second
        drop((mine, other));
        step.wait(); // and has let go
    }
    had_both
}

fn pair(takes_part: fn() -> bool) -> [u32; 2] {
    let locks = [Mutex::new(()), Mutex::new(())];
    let step = Barrier::new(2);
    thread::scope(|scope| {
        let threads = [0, 1].map(|me| {
            let (locks, step) = (&locks, &step);
            scope.spawn(move || {
                polite(me, locks, step, takes_part)
            })
        });
        threads.map(|thread| thread.join().unwrap())
    })
}

fn coin() -> bool {
    // Every RandomState has keys of its own.
    RandomState::new().hash_one(0) & 1 == 0
}

fn main() {
    let in_step = pair(|| true);
    println!("in step: had both locks: {in_step:?}");
    let [a, b] = pair(coin);
    println!("a coin:  each had both: {}", a > 0 && b > 0);
    assert_eq!(in_step, [0, 0]);
    assert!(a > 0 && b > 0);
}
// ANCHOR_END: main
