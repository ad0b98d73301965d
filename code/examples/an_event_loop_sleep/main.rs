//! Three sleepers on one thread, and who wakes first.

use std::future::Future;
use std::io;
use std::time::{Duration, Instant};

use code::task::{Executor, sleep, spawn};

// ANCHOR: main
fn nap(ms: u64) -> impl Future<Output = u64> {
    let nap = sleep(Duration::from_millis(ms)); // from now
    async move {
        nap.await;
        println!("slept {ms}");
        ms
    }
}

fn main() -> io::Result<()> {
    let start = Instant::now();
    let total = Executor::new()?.run_until_complete(async {
        let naps = [500, 100, 300].map(|ms| spawn(nap(ms)));
        let mut total = 0;
        for nap in naps {
            total += nap.await.unwrap();
        }
        total
    });
    let took = start.elapsed() >= Duration::from_millis(500);
    println!("{total} ms slept; 500 or more passed: {took}");
    assert!(total == 900 && took);
    Ok(())
}
// ANCHOR_END: main
