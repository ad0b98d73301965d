//! Two ways past `Send`: let go of the value before the await, or keep the task on one thread.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Mutex;
use std::time::Duration;
use tokio::task::{LocalSet, spawn_local};
use tokio::time::sleep;

// ANCHOR: block
static COUNT: Mutex<u32> = Mutex::new(0);

async fn count() {
    {
        let mut count = COUNT.lock().unwrap();
        *count += 1;
    } // the guard is gone
    sleep(Duration::from_millis(1)).await;
}
// ANCHOR_END: block

// ANCHOR: local
async fn on_this_thread() -> Vec<u32> {
    let seen = Rc::new(RefCell::new(vec![]));
    let mut tasks = vec![];
    for n in 0..3 {
        let seen = Rc::clone(&seen);
        tasks.push(spawn_local(async move {
            sleep(Duration::from_millis(n)).await;
            seen.borrow_mut().push(n as u32);
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    seen.take()
}

#[tokio::main]
async fn main() {
    tokio::spawn(count()).await.unwrap();
    println!("counted: {}", COUNT.lock().unwrap());

    let local = LocalSet::new();
    let mut seen = local.run_until(on_this_thread()).await;
    seen.sort_unstable();
    println!("seen: {seen:?}");
    assert_eq!(seen, [0, 1, 2]);
}
// ANCHOR_END: local
