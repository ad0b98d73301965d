//! Three threads get ready, and start when they are told to.

// ANCHOR: main
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use code::sync::Event;

fn main() {
    let (start, ready) = (Event::new(), Barrier::new(4));
    thread::scope(|scope| {
        let runners = [1, 2, 3].map(|n| {
            let (start, ready) = (&start, &ready);
            scope.spawn(move || {
                ready.wait();
                start.wait();
                n * 10
            })
        });
        ready.wait();
        let soon = Duration::from_millis(50);
        println!("by itself: {}", start.wait_timeout(soon));
        start.set();
        println!("set: {}", start.wait_timeout(soon));
        let ran =
            runners.map(|runner| runner.join().unwrap());
        println!("ran: {ran:?}");
        assert_eq!(ran, [10, 20, 30]);
    });
}
// ANCHOR_END: main
