//! A panic belongs to the one who asks for the result. The
//! worker goes on.

// ANCHOR: main
use code::thread_pool::{TaskError, ThreadPool};

fn main() {
    // ANCHOR_END: main
    // The panic is reported below.
    std::panic::set_hook(Box::new(|_| {}));
    // ANCHOR: main
    let pool = ThreadPool::new(1).unwrap();
    let tasks =
        [6, 0, 2].map(|n| (n, pool.submit(move || 12 / n)));

    let mut results = Vec::new();
    for (n, task) in tasks {
        match task.result() {
            Ok(quotient) => {
                println!("12 / {n} = {quotient}");
                results.push(quotient);
            }
            Err(error @ TaskError::Panicked(_)) => {
                println!("12 / {n}: {error}");
            }
            Err(TaskError::Cancelled) => unreachable!(),
        }
    }
    assert_eq!(results, [2, 6]);
}
// ANCHOR_END: main
