//! Which thread runs a task: one runtime has no other than the caller's, one has workers, and tasks move between them.

// ANCHOR: main
use std::collections::HashMap;
use std::sync::mpsc;
use std::thread::{self, ThreadId};
use tokio::runtime::Builder;
use tokio::sync::oneshot;

async fn here() -> ThreadId {
    thread::current().id()
}

fn before_and_after_an_await() -> (ThreadId, ThreadId) {
    let mut builder = Builder::new_multi_thread();
    let runtime = builder.worker_threads(2).build().unwrap();
    let (tell, told) = mpsc::channel();
    let (wake, woken) = oneshot::channel();
    let task = tell.clone();
    runtime.spawn(async move {
        task.send(here().await).unwrap();
        woken.await.unwrap();
        task.send(here().await).unwrap();
    });
    let before = told.recv().unwrap();

    // A task on each worker that blocks it.
    let mut blocked = HashMap::new();
    for _ in 0..2 {
        let (stop, stopped) = mpsc::channel::<()>();
        let tell = tell.clone();
        runtime.spawn(async move {
            tell.send(here().await).unwrap();
            let _ = stopped.recv(); // blocks
        });
        blocked.insert(told.recv().unwrap(), stop);
    }
    // Frees the worker on which the task was not.
    blocked.retain(|&worker, _| worker == before);
    wake.send(()).unwrap();
    (before, told.recv().unwrap())
}

fn main() {
    let main = thread::current().id();
    let runtime =
        Builder::new_current_thread().build().unwrap();
    let task = async { tokio::spawn(here()).await.unwrap() };
    let same = runtime.block_on(task) == main;
    println!("current_thread: on the caller's thread {same}");
    assert!(same);

    let (before, after) = before_and_after_an_await();
    let same = before == main || after == main;
    println!("multi_thread:   on the caller's thread {same}");
    let moved = before != after;
    println!(
        "multi_thread:   moved at an await      {moved}"
    );
    assert!(!same && moved);
}
// ANCHOR_END: main
