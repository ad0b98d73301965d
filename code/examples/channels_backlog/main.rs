//! A queue without a bound takes whatever comes; a queue with a bound makes the producer wait.

// ANCHOR: main
use std::thread;

fn main() {
    let (sender, receiver) = crossbeam_channel::unbounded();
    let producer = thread::spawn(move || {
        (0..10_000).for_each(|n| sender.send(n).unwrap())
    });
    producer.join().unwrap(); // nobody has received anything
    println!("no bound: {} are waiting", receiver.len());
    assert_eq!(receiver.len(), 10_000);

    let (sender, receiver) = crossbeam_channel::bounded(16);
    let taken = (0..10_000)
        .take_while(|&n| sender.try_send(n).is_ok());
    println!("bound 16: {} are waiting", taken.count());

    let producer = thread::spawn(move || {
        (16..10_000).for_each(|n| sender.send(n).unwrap())
    });
    let mut most = 0;
    for (expected, n) in receiver.iter().enumerate() {
        assert_eq!(n, expected);
        most = most.max(receiver.len());
    }
    producer.join().unwrap();
    println!("bound 16: all came, never more than 16");
    assert!(most <= 16);
}
// ANCHOR_END: main
