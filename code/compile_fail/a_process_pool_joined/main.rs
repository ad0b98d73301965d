//! After `join` there is no pool that could be given another task.

// ANCHOR: main
use code::process::pool::{Job, ProcessPool};

const SQUARE: Job<u64, u64> = Job::new("square", |n| n * n);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    SQUARE.serve();
    let mut pool = ProcessPool::builder(SQUARE).start()?;
    pool.join();
    println!("{}", pool.apply(12)?);
    Ok(())
}
// ANCHOR_END: main
