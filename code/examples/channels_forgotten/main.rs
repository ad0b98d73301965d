//! A receiver waits for the end of a channel, and holds the reason why it does not come.

// ANCHOR: main
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

fn main() {
    let (sender, receiver) = mpsc::channel();
    let workers: Vec<_> = (0..3)
        .map(|n| {
            let sender = sender.clone();
            thread::spawn(move || sender.send(n).unwrap())
        })
        .collect();
    for worker in workers {
        worker.join().unwrap();
    }
    // `for n in &receiver` would take three and hang.
    let limit = Duration::from_millis(200);
    let mut sum = 0;
    let why = loop {
        match receiver.recv_timeout(limit) {
            Ok(n) => sum += n,
            Err(why) => break why,
        }
    };
    println!("sum {sum}, then {why:?}");
    assert_eq!((sum, why), (3, RecvTimeoutError::Timeout));

    drop(sender);
    let why = receiver.recv_timeout(limit).unwrap_err();
    println!("without the fourth sender: {why:?}");
    assert_eq!(why, RecvTimeoutError::Disconnected);

    let (sender, receiver) = mpsc::channel();
    drop(receiver);
    let error = sender.send("a letter").unwrap_err();
    println!("without a receiver: back comes {:?}", error.0);
    assert_eq!(error.0, "a letter");
}
// ANCHOR_END: main
