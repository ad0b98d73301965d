//! What the lock guards cannot be kept longer than the guard.

// ANCHOR: main
use std::sync::Mutex;

fn main() {
    let rows = Mutex::new(vec![1, 2]);
    let kept = {
        let mut guard = rows.lock().unwrap();
        &mut *guard
    };
    kept.push(3); // the lock is free by now
}
// ANCHOR_END: main
