//! A thread that computes waits to see another take one step. It needs nobody's leave, so the step is seen.

// ANCHOR: main
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc;
use std::thread;

fn step_is_seen(limit: u64) -> bool {
    let (go, wait) = mpsc::channel();
    let stepped = &AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(move || {
            wait.recv().expect("a word to go");
            stepped.store(true, Relaxed);
        });
        go.send(()).expect("it waits");
        let mut looks = 0;
        while !stepped.load(Relaxed) && looks < limit {
            looks += 1;
        }
        stepped.load(Relaxed)
    })
}

fn main() {
    let seen = step_is_seen(u64::MAX);
    println!("a step is seen: {seen}");
    assert!(seen);
}
// ANCHOR_END: main
