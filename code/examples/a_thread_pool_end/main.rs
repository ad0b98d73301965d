//! The two ends of a pool: all that was submitted is run, or
//! what nobody has begun is dropped.

// ANCHOR: main
use std::sync::{Arc, Barrier};
use std::thread;

use code::thread_pool::{TaskError, ThreadPool};

fn main() {
    // Dropping the pool does the same as `join`.
    let pool = ThreadPool::new(1).unwrap();
    let tasks = [1, 2, 3].map(|n| pool.submit(move || n));
    pool.join();
    let sum: i32 =
        tasks.map(|task| task.result().unwrap()).iter().sum();
    println!("joined: the results add up to {sum}");

    // One task is running, three wait behind it.
    let pool = ThreadPool::new(1).unwrap();
    let meeting = Arc::new(Barrier::new(2));
    let running = pool.submit({
        let meeting = Arc::clone(&meeting);
        move || {
            meeting.wait(); // begun
            meeting.wait(); // may end
            "to its end"
        }
    });
    meeting.wait();
    let tasks = [1, 2, 3].map(|n| pool.submit(move || n));

    let ending = thread::spawn(move || pool.cancel());
    for task in tasks {
        let result = task.result();
        assert!(matches!(result, Err(TaskError::Cancelled)));
    }
    meeting.wait();
    println!("cancelled: {} tasks", ending.join().unwrap());
    println!("the first ran {}", running.result().unwrap());
}
// ANCHOR_END: main
