//! Three sleepers on one thread, and who wakes first.

use std::io;
use std::time::{Duration, Instant};

use code::task::{Executor, sleep, spawn};

// ANCHOR: main
async fn nap(ms: u64) -> u64 {
    sleep(Duration::from_millis(ms)).await;
    println!("slept {ms}");
    ms
}

fn main() -> io::Result<()> {
    let start = Instant::now();
    let total = Executor::new()?.run_until_complete(async {
        let naps = [300, 100, 200].map(|ms| spawn(nap(ms)));
        let mut total = 0;
        for nap in naps {
            total += nap.await.unwrap();
        }
        total
    });
    let took = start.elapsed() >= Duration::from_millis(300);
    println!("{total} ms slept; 300 or more passed: {took}");
    assert!(total == 600 && took);
    Ok(())
}
// ANCHOR_END: main
