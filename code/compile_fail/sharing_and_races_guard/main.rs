//! A lock taken in one thread may not be given back in another.

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

fn main() {
    let counter = Mutex::new(0);
    thread::scope(|scope| {
        let guard = counter.lock().unwrap();
        scope.spawn(move || drop(guard));
    });
}
// ANCHOR_END: main
