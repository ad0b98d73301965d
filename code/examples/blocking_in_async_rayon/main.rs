//! From a task to rayon's threads and back.

// ANCHOR: main
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use tokio::sync::oneshot;

/// Computes on rayon's threads. To wait costs no thread.
async fn compute<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> thread::Result<T> {
    let (answer, answered) = oneshot::channel();
    rayon::spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(work));
        // An error means that nobody waits any more.
        let _ = answer.send(result);
    });
    answered.await.expect("the answer is always sent")
}

fn squares(n: u64) -> u64 {
    (1..=n).into_par_iter().map(|n| n * n).sum()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (small, large) = tokio::join!(
        compute(|| squares(3)),
        compute(|| squares(1000)),
    );
    let sums = [small.unwrap(), large.unwrap()];
    println!("{sums:?}");
    assert_eq!(sums, [14, 333_833_500]);

    let place = compute(rayon::current_thread_index).await;
    println!("by rayon: {}", place.unwrap().is_some());

    let failed = compute(|| squares(0) / squares(0)).await;
    println!("a panic comes back: {}", failed.is_err());
    assert!(failed.is_err());
}
// ANCHOR_END: main
