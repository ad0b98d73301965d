//! Producers and consumers, one or many of each. Every product is consumed once, and everybody goes home.

// ANCHOR: main
use crossbeam_channel::{Receiver, Sender, bounded};
use std::thread;

fn produce(who: u32, line: Sender<(u32, u32)>) {
    for number in 0..10 {
        line.send((who, number)).unwrap();
    }
} // its `line` is dropped here

fn consume(line: Receiver<(u32, u32)>) -> Vec<(u32, u32)> {
    line.iter().collect() // until the channel ends
}

fn run(producers: u32, consumers: u32) {
    let (sender, receiver) = bounded(4);
    let mut consumed = thread::scope(|scope| {
        for who in 0..producers {
            let line = sender.clone();
            scope.spawn(move || produce(who, line));
        }
        let consumers: Vec<_> = (0..consumers)
            .map(|_| receiver.clone())
            .map(|line| scope.spawn(|| consume(line)))
            .collect();
        drop((sender, receiver)); // ours; the clones live on
        let mut consumed = vec![];
        for consumer in consumers {
            let seen = consumer.join().unwrap();
            for who in 0..producers {
                let mine = seen.iter().filter(|p| p.0 == who);
                assert!(mine.is_sorted(), "out of order");
            }
            consumed.extend(seen);
        }
        consumed
    });
    println!(
        "{producers} to {consumers}: {}",
        consumed.len()
    );
    consumed.sort();
    consumed.dedup();
    assert_eq!(consumed.len() as u32, 10 * producers);
}

fn main() {
    run(1, 1);
    run(3, 1);
    run(3, 2);
}
// ANCHOR_END: main
