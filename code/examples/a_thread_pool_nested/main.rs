//! The only worker waits for a task that only it could run.

// ANCHOR: main
use std::sync::Arc;

use code::thread_pool::ThreadPool;

fn main() {
    let pool = Arc::new(ThreadPool::new(1).unwrap());
    let outer = pool.submit({
        let pool = Arc::clone(&pool);
        move || {
            let inner = pool.submit(|| 6 * 7);
            inner.result().unwrap()
        }
    });
    let answer = outer.result().unwrap();
    println!("inner: {answer}");
    assert_eq!(answer, 42);
}
// ANCHOR_END: main
