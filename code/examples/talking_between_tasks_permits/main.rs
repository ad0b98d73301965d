//! A hundred pages, three at a time: who takes the permit, and who gives it back.

// ANCHOR: main
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

async fn fetch() {
    sleep(Duration::from_secs(1)).await; // a page
}

async fn run(first_permit: bool) -> (usize, u64) {
    let permits = Arc::new(Semaphore::new(3));
    let alive =
        || Handle::current().metrics().num_alive_tasks();
    let (start, mut most) = (Instant::now(), 0);
    let mut tasks = JoinSet::new();
    for _ in 0..100 {
        let permits = permits.clone();
        if first_permit {
            let permit =
                permits.acquire_owned().await.unwrap();
            tasks.spawn(async move {
                fetch().await;
                drop(permit);
            });
        } else {
            tasks.spawn(async move {
                let _permit = permits.acquire().await;
                fetch().await;
            });
        }
        most = most.max(alive());
    }
    tasks.join_all().await;
    (most, start.elapsed().as_secs())
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (tasks, time) = run(false).await;
    println!("permit in the task: {tasks} tasks, {time} s");
    assert_eq!((tasks, time), (100, 34));
    let (tasks, time) = run(true).await;
    println!("permit before it:   {tasks} tasks, {time} s");
    assert_eq!((tasks, time), (3, 34));

    let permits = Arc::new(Semaphore::new(1));
    let permit =
        permits.clone().acquire_owned().await.unwrap();
    let task = tokio::spawn(async move {
        fetch().await;
        drop(permit);
    });
    task.abort(); // before its first step
    assert!(task.await.unwrap_err().is_cancelled());
    let free = permits.available_permits() == 1;
    println!("cancelled: the permit is back: {free}");
    assert!(free);
}
// ANCHOR_END: main
