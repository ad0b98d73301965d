//! On one thread, std's guard kept across an await stops the thread for ever; tokio's does not.

// ANCHOR: main
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;
use tokio::task::yield_now;

#[expect(clippy::await_holding_lock)] // that is the mistake
#[tokio::main(flavor = "current_thread")]
async fn with_std() {
    let lock = std::sync::Mutex::new(());
    let job = async || {
        let _guard = lock.lock().unwrap();
        yield_now().await; // the other one's turn
    };
    tokio::join!(job(), job());
}

#[tokio::main(flavor = "current_thread")]
async fn with_tokio() {
    let lock = tokio::sync::Mutex::new(());
    let job = async || {
        let _guard = lock.lock().await;
        yield_now().await;
    };
    tokio::join!(job(), job());
}

fn main() {
    let (ended, end) = channel();
    thread::spawn(move || {
        with_std();
        ended.send(())
    });
    let end = end.recv_timeout(Duration::from_millis(300));
    println!("std's guard:   ended {}", end.is_ok());
    assert!(end.is_err());

    with_tokio();
    println!("tokio's guard: ended true");
}
// ANCHOR_END: main
