//! A limit drops the future that it was given. If that is a handle, the task goes on.

// ANCHOR: main
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

const LIMIT: Duration = Duration::from_millis(100);

struct Job {
    done: bool,
}

impl Drop for Job {
    fn drop(&mut self) {
        println!("  job: done {}", self.done);
    }
}

async fn job() {
    let mut job = Job { done: false };
    sleep(Duration::from_millis(150)).await;
    job.done = true;
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let started = Instant::now();
    assert!(timeout(LIMIT, job()).await.is_err());
    println!(
        "a future: dropped after {:?}",
        started.elapsed()
    );
    assert_eq!(started.elapsed(), LIMIT);

    let task = tokio::spawn(job());
    assert!(timeout(LIMIT, task).await.is_err());
    println!("a handle: dropped");
    sleep(LIMIT).await; // the task has its end in it

    let mut task = tokio::spawn(job());
    if timeout(LIMIT, &mut task).await.is_err() {
        println!("a handle lent: not dropped");
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
    }
}
// ANCHOR_END: main
