//! Three tasks stop waiting: one loses its message, one keeps it, one stays counted.

// ANCHOR: main
use std::time::Duration;
use tokio::sync::{Barrier, mpsc};
use tokio::time::timeout;

const LIMIT: Duration = Duration::from_secs(1);

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (sender, mut receiver) = mpsc::channel(1);
    sender.send("one".to_string()).await.unwrap(); // full

    let two = "two".to_string();
    let sent = timeout(LIMIT, sender.send(two)).await;
    assert!(sent.is_err()); // and `two` has been moved

    let three = "three".to_string();
    let place = timeout(LIMIT, sender.reserve()).await;
    assert!(place.is_err()); // but `three` is here

    let mut received = vec![receiver.recv().await.unwrap()];
    let early = timeout(LIMIT, receiver.recv()).await;
    assert!(early.is_err());
    sender.reserve().await.unwrap().send(three);
    received.push(receiver.recv().await.unwrap());
    println!("received: {}", received.join(", "));
    assert_eq!(received, ["one", "three"]);

    let barrier = Barrier::new(2);
    let first = timeout(LIMIT, barrier.wait()).await.is_ok();
    let second = timeout(LIMIT, barrier.wait()).await.is_ok();
    println!("met at the barrier: {first}, then {second}");
    assert!(!first && second); // nobody else was there
}
// ANCHOR_END: main
