//! Two threads on the real machine: each raises its flag and looks at the other's. How often does neither see the other?

// ANCHOR: main
use std::sync::atomic::Ordering::{self, Relaxed, SeqCst};
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::time::Duration;
use std::{env, hint, thread};

const ROUNDS: usize = 5000;

/// Waits until both have come to this round.
fn line_up(arrived: &AtomicUsize, round: usize) {
    arrived.fetch_add(1, Relaxed);
    let mut tries = 0;
    while arrived.load(Relaxed) < 2 * (round + 1) {
        tries += 1;
        match tries % 100 {
            // On one core the other needs it to get here.
            0 => thread::sleep(Duration::from_nanos(1)),
            _ => hint::spin_loop(),
        }
    }
}

fn neither_saw(order: Ordering) -> usize {
    let flags: Vec<[AtomicBool; 2]> =
        (0..ROUNDS).map(|_| Default::default()).collect();
    let arrived = AtomicUsize::new(0);
    let play = |me: usize| -> Vec<bool> {
        let mut saw = Vec::new();
        for (round, flags) in flags.iter().enumerate() {
            line_up(&arrived, round);
            flags[me].store(true, order);
            saw.push(flags[1 - me].load(order));
        }
        saw
    };
    let (mine, theirs) = thread::scope(|scope| {
        let other = scope.spawn(|| play(1));
        (play(0), other.join().unwrap())
    });
    let pairs = mine.iter().zip(&theirs);
    pairs
        .filter(|(mine, theirs)| !**mine && !**theirs)
        .count()
}

fn main() {
    let order = match env::args().nth(1).as_deref() {
        Some("relaxed") => Relaxed,
        _ => SeqCst,
    };
    let rounds = neither_saw(order);
    println!(
        "{order:?}: neither in {rounds} of {ROUNDS} rounds"
    );
    assert!(rounds == 0 || order == Relaxed);
}
// ANCHOR_END: main
