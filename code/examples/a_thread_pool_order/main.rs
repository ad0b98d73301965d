//! The results as they come: each task sends its own.

// ANCHOR: main
use std::sync::{Arc, mpsc};

use code::sync::Event;
use code::thread_pool::ThreadPool;

fn main() {
    let pool = ThreadPool::new(2).unwrap();
    let go = Arc::new(Event::new());
    let (done, results) = mpsc::channel();
    for name in ["slow", "quick"] {
        let (go, done) = (Arc::clone(&go), done.clone());
        pool.submit(move || {
            if name == "slow" {
                go.wait();
            }
            done.send(name).unwrap();
        });
    }
    drop(done); // so that the loop ends after the last

    let mut order = Vec::new();
    for name in results {
        println!("{name}");
        go.set();
        order.push(name);
    }
    assert_eq!(order, ["quick", "slow"]);
}
// ANCHOR_END: main
