//! A barrier that only counts: who is fast comes to the next round, and the slow never hear that theirs is over.

// ANCHOR: barrier
use std::sync::{Condvar, Mutex, MutexGuard};

/// Opens when two have come. Wrong from the second round on.
#[derive(Default)]
struct Barrier {
    arrived: Mutex<u32>,
    changed: Condvar,
}

impl Barrier {
    fn wait<'a>(
        &self,
        mut arrived: MutexGuard<'a, u32>,
    ) -> MutexGuard<'a, u32> {
        *arrived += 1;
        if *arrived == 2 {
            *arrived = 0; // for the next round
            self.changed.notify_all();
        }
        while *arrived != 0 {
            arrived = self.changed.wait(arrived).unwrap();
        }
        arrived
    }
}
// ANCHOR_END: barrier

// ANCHOR: main
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

fn main() {
    let barrier = Arc::new(Barrier::default());
    let (log, events) = mpsc::channel();

    let slow = (Arc::clone(&barrier), log.clone());
    thread::spawn(move || {
        let (barrier, log) = slow;
        let arrived = barrier.arrived.lock().unwrap();
        log.send("slow: waits in round 1").unwrap();
        let _arrived = barrier.wait(arrived);
        log.send("slow: through").unwrap();
    });
    println!("{}", events.recv().unwrap());

    thread::spawn(move || {
        // It never lets go of the lock between the rounds. A
        // fast thread that does may get it back first, too.
        let arrived = barrier.arrived.lock().unwrap();
        let arrived = barrier.wait(arrived);
        log.send("fast: through, waits in round 2").unwrap();
        let _arrived = barrier.wait(arrived);
        log.send("fast: through").unwrap();
    });
    println!("{}", events.recv().unwrap());

    let next =
        events.recv_timeout(Duration::from_millis(500));
    assert_eq!(next, Err(mpsc::RecvTimeoutError::Timeout));
    println!("both wait, in different rounds");
}
// ANCHOR_END: main
