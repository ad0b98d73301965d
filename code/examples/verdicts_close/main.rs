//! The workers are there before the first task; joining takes the pool, so no task can come after.

// ANCHOR: main
use code::process::pool::{Job, ProcessPool};
use std::fs;

const ABS: Job<i64, u64> =
    Job::new("abs", |number| number.unsigned_abs());

fn is_there(pid: &u32) -> bool {
    fs::exists(format!("/proc/{pid}")).unwrap()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    ABS.serve();
    let mut pool =
        ProcessPool::builder(ABS).workers(2).start()?;
    let pids = pool.workers();
    println!("before the first task: {} workers", pids.len());
    println!("answer: {}", pool.apply(-3)?);
    pool.join(); // takes the pool: nobody can use it again
    let left =
        pids.iter().filter(|pid| is_there(pid)).count();
    println!("after join: {left} workers");
    assert_eq!((pids.len(), left), (2, 0));
    Ok(())
}
// ANCHOR_END: main
