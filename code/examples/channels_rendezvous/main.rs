//! A channel without room: a message passes from hand to hand, or not at all.

// ANCHOR: main
use std::sync::mpsc::{TrySendError, sync_channel};
use std::thread;

fn main() {
    let (sender, receiver) = sync_channel(0);
    let refused = sender.try_send("a letter");
    println!("nobody is there: {refused:?}");
    assert_eq!(refused, Err(TrySendError::Full("a letter")));

    let (done, read) = sync_channel(1);
    let reader = thread::spawn(move || {
        let letter = receiver.recv().unwrap();
        done.send(()).unwrap();
        letter
    });
    sender.send("a letter").unwrap(); // until it is taken
    read.recv().unwrap();
    println!("taken: {}", reader.join().unwrap());
}
// ANCHOR_END: main
