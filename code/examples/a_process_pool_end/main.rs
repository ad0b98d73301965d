//! Three pools, three ends.

// ANCHOR: main
use code::process::pool::{Job, ProcessPool};
use std::fs;
use std::thread::sleep;
use std::time::Duration;

const NAP: Job<u64, ()> = Job::new("nap", |milliseconds| {
    sleep(Duration::from_millis(milliseconds))
});

fn is_there(pid: u32) -> bool {
    fs::exists(format!("/proc/{pid}")).unwrap()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    NAP.serve();
    let two = ProcessPool::builder(NAP).workers(2);

    let mut pool = two.clone().start()?;
    // The first answer; the other worker is at work.
    pool.unordered([1, 200]).next();
    let statuses = pool.join();
    println!("joined: {} {}", statuses[0], statuses[1]);
    assert!(statuses.iter().all(|status| status.success()));

    let mut pool = two.clone().start()?;
    pool.unordered([1, 1_000_000]).next();
    let pids = pool.workers();
    pool.terminate();
    assert!(!pids.into_iter().any(is_there));
    println!("terminated: nobody left");

    let mut pool = two.start()?;
    pool.unordered([1, 1_000_000]).next();
    let pids = pool.workers();
    drop(pool);
    assert!(!pids.into_iter().any(is_there));
    println!("dropped: nobody left");
    Ok(())
}
// ANCHOR_END: main
