//! A pool of three and nine tasks: answers as they come, answers in order, and three workers for all of them.

// ANCHOR: main
use code::process::pool::{Job, ProcessPool};
use std::collections::BTreeSet;
use std::process;
use std::thread::sleep;
use std::time::Duration;

const NAP: Job<u64, u32> = Job::new("nap", |milliseconds| {
    sleep(Duration::from_millis(milliseconds));
    process::id()
});

/// Nine tasks, of which the first takes long.
fn naps(first: u64) -> impl Iterator<Item = u64> {
    (0..9).map(move |n| if n == 0 { first } else { 1 })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    NAP.serve();
    let mut pool =
        ProcessPool::builder(NAP).workers(3).start()?;

    let come = pool.unordered(naps(1000));
    let come: Vec<usize> =
        come.map(|done| done.index).collect();
    println!("as they come, the last is {}", come[8]);
    assert_eq!(come[8], 0);

    let order = pool.ordered(naps(100));
    let order: Vec<usize> =
        order.map(|done| done.index).collect();
    println!("in order: {order:?}");
    assert!(order.into_iter().eq(0..9));

    let pids: BTreeSet<u32> =
        pool.map(naps(1)).into_iter().flatten().collect();
    let hired = pool.workers();
    println!("nine tasks, {} workers", hired.len());
    assert!(pids.iter().all(|pid| hired.contains(pid)));
    Ok(())
}
// ANCHOR_END: main
