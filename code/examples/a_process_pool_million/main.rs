//! A million tasks, ten answers: how many tasks were made?

// ANCHOR: main
use code::process::pool::{Job, ProcessPool};

const SQUARE: Job<u64, u64> = Job::new("square", |n| n * n);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    SQUARE.serve();
    let mut pool = ProcessPool::builder(SQUARE)
        .workers(2)
        .ahead(4)
        .start()?;
    let mut made = 0;
    let tasks = (0..1_000_000).inspect(|_| made += 1);

    let sum: u64 = pool
        .ordered(tasks)
        .take(10)
        .map(|done| done.result.unwrap())
        .sum();

    println!("the first ten squares: {sum}");
    assert_eq!(sum, 285);
    assert!(made < 100, "{made}");
    println!("fewer than a hundred tasks were made");
    Ok(())
}
// ANCHOR_END: main
