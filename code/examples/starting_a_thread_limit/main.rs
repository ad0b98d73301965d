//! Waiting for a thread with a time limit: wait for its value, which comes through a channel.

// ANCHOR: main
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

fn start<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Receiver<T> {
    let (give, take) = mpsc::channel();
    thread::spawn(move || {
        let _ = give.send(work()); // perhaps nobody waits
    });
    take
}

fn main() {
    let ends = start(|| 6 * 7);
    let stays = start(|| {
        loop {
            thread::park();
        }
    });

    let ends = ends.recv_timeout(Duration::from_secs(60));
    let stays =
        stays.recv_timeout(Duration::from_millis(100));
    println!("one that ends: {ends:?}");
    println!("one that stays: {stays:?}");
    assert_eq!(ends, Ok(42));
    assert_eq!(
        stays,
        Err::<(), _>(RecvTimeoutError::Timeout)
    );
}
// ANCHOR_END: main
