//! Three ways to take from a queue have three names, and three kinds of answer.

// ANCHOR: main
use std::sync::mpsc::{self, RecvTimeoutError, TryRecvError};
use std::time::Duration;

fn main() {
    let (sender, receiver) = mpsc::channel();

    let now = receiver.try_recv();
    println!("try_recv: {now:?}");
    assert_eq!(now, Err(TryRecvError::Empty));

    let soon =
        receiver.recv_timeout(Duration::from_millis(50));
    println!("recv_timeout: {soon:?}");
    assert_eq!(soon, Err(RecvTimeoutError::Timeout));

    sender.send("A").unwrap();
    let whenever = receiver.recv();
    println!("recv: {whenever:?}");
    assert_eq!(whenever, Ok("A"));
}
// ANCHOR_END: main
