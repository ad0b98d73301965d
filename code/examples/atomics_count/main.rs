//! Two workers count what they do until they are told to stop. `Relaxed` is enough for the counter and for the flag.

// ANCHOR: main
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::thread;
use std::time::Duration;

fn main() {
    let stop = AtomicBool::new(false);
    let done = AtomicU64::new(0);
    let work = || {
        let mut mine = 0;
        while !stop.load(Relaxed) {
            mine += 1;
            done.fetch_add(1, Relaxed);
        }
        mine
    };

    let per_worker: [u64; 2] = thread::scope(|scope| {
        let workers = [scope.spawn(work), scope.spawn(work)];
        thread::sleep(Duration::from_millis(20)); // they work
        stop.store(true, Relaxed);
        workers.map(|worker| worker.join().unwrap())
    });

    let total = done.load(Relaxed);
    let lost = per_worker.iter().sum::<u64>() - total;
    println!("lost by the counter: {lost}");
    assert_eq!(lost, 0);
}
// ANCHOR_END: main
