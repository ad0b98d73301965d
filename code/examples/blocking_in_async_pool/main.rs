//! Forty functions that block, each on a thread beside the runtime's.

// ANCHOR: main
use std::collections::HashSet;
use std::sync::{Arc, Barrier};
use std::thread::{self, ThreadId};
use tokio::task::JoinSet;

/// Passes when all forty are in it at once.
fn meet(barrier: Arc<Barrier>) -> ThreadId {
    barrier.wait(); // it blocks
    thread::current().id()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let barrier = Arc::new(Barrier::new(40));
    let mut jobs = JoinSet::new();
    for _ in 0..40 {
        let barrier = barrier.clone();
        jobs.spawn_blocking(move || meet(barrier));
    }
    let met = jobs.join_all().await;

    let threads: HashSet<_> = met.into_iter().collect();
    println!("the pool: 40 met on {} threads", threads.len());
    assert_eq!(threads.len(), 40);
    assert!(!threads.contains(&thread::current().id()));
}
// ANCHOR_END: main
