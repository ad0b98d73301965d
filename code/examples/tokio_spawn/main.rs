//! What a handle is for: the task lives without it, it tells of a panic, and it aborts.

// ANCHOR: main
use std::time::Duration;
use tokio::sync::{Notify, oneshot};
use tokio::time::sleep;

const SECOND: Duration = Duration::from_secs(1);

struct Kept;

impl Drop for Kept {
    fn drop(&mut self) {
        println!("on an event: kept until the end");
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (done, told) = oneshot::channel();
    drop(tokio::spawn(async {
        sleep(SECOND).await;
        done.send("done").unwrap();
    }));
    drop(tokio::spawn(async {
        let _kept = Kept;
        Notify::new().notified().await;
    }));
    println!("on a timer: {}", told.await.unwrap());

    let task = tokio::spawn(async {
        let stock: Vec<u32> = vec![];
        stock[0]
    });
    let error = task.await.unwrap_err();
    println!("panic: {}", error.is_panic());
    assert!(error.is_panic());

    let task = tokio::spawn(sleep(SECOND));
    task.abort();
    let error = task.await.unwrap_err();
    println!("aborted: {}", error.is_cancelled());
    assert!(error.is_cancelled());
}
// ANCHOR_END: main
