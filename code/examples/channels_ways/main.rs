//! Three ways to learn of a message: wait for it, look for it, be called with it.

// ANCHOR: main
use std::sync::mpsc::{self, TryRecvError};
use std::thread;
use std::time::Duration;

fn produce(mut deliver: impl FnMut(u32)) {
    for product in 1..=3 {
        thread::sleep(Duration::from_millis(20)); // work
        deliver(product);
    }
}

fn main() {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(|| {
        produce(move |p| sender.send(p).unwrap())
    });
    let sum: u32 = receiver.iter().sum(); // asleep in between
    println!("waiting: {sum}");

    let (sender, receiver) = mpsc::channel();
    thread::spawn(|| {
        produce(move |p| sender.send(p).unwrap())
    });
    let (mut polled, mut in_vain) = (0, 0);
    loop {
        match receiver.try_recv() {
            Ok(product) => polled += product,
            Err(TryRecvError::Disconnected) => break,
            Err(TryRecvError::Empty) => {
                in_vain += 1; // time for something else:
                thread::sleep(Duration::from_millis(1));
            }
        }
    }
    println!("polling: {polled}, and looks in vain");
    assert!(in_vain > 0);

    let called = thread::spawn(|| {
        let mut seen = vec![];
        produce(|p| seen.push((p, thread::current().id())));
        seen
    });
    let producer = called.thread().id();
    let seen = called.join().unwrap();
    assert!(seen.iter().all(|&(_, id)| id == producer));
    let called: u32 = seen.iter().map(|(p, _)| p).sum();
    println!("call-back: {called}, in the producer's thread");
    assert_eq!((sum, polled, called), (6, 6, 6));
}
// ANCHOR_END: main
