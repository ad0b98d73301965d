//! Each of two threads raises its flag and looks at the other's. loom runs every execution that the orderings allow.

// ANCHOR: main
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use loom::sync::atomic::Ordering::{Relaxed, SeqCst};
use loom::sync::atomic::{AtomicU8, fence};
use loom::thread;

fn outcomes(between: fn()) -> BTreeSet<(u8, u8)> {
    let seen = Arc::new(Mutex::new(BTreeSet::new()));
    let all = Arc::clone(&seen);
    loom::model(move || {
        let flags =
            Arc::new([AtomicU8::new(0), AtomicU8::new(0)]);
        let other = thread::spawn({
            let flags = Arc::clone(&flags);
            move || {
                flags[1].store(1, Relaxed);
                between();
                flags[0].load(Relaxed)
            }
        });
        flags[0].store(1, Relaxed);
        between();
        let saw = flags[1].load(Relaxed);
        let pair = (saw, other.join().unwrap());
        all.lock().unwrap().insert(pair);
    });
    seen.lock().unwrap().clone()
}

fn main() {
    let relaxed = outcomes(|| ());
    let fenced = outcomes(|| fence(SeqCst));
    println!("Relaxed:        {relaxed:?}");
    println!("fence(SeqCst):  {fenced:?}");
    assert!(relaxed.contains(&(0, 0)));
    assert!(!fenced.contains(&(0, 0)));
}
// ANCHOR_END: main
