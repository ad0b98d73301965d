//! Latency at a fixed rate, counted from when an operation was due.
//!
//! A *closed* loop starts an operation when the one before has finished. If one of them takes 10 ms, the nineteen others that
//! would have come meanwhile do not come, and one slow figure among thousands hides a stall that all of them would have met. An *open* loop
//! starts operations by schedule, as requests arrive, and counts the latency from the scheduled time: who comes during the stall, waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

/// Sleeping ends some 50 µs late on Linux (its timer slack); the last stretch before an operation is due is spun instead.
const SPIN: Duration = Duration::from_micros(80);

/// One operation under way. Whatever it was started on calls [`here`](Arrival::here) as its first act.
pub struct Arrival {
    wanted: Instant,
    index: usize,
    shared: Arc<Shared>,
    waiter: Option<Thread>,
}

struct Shared {
    nanoseconds: Vec<AtomicU64>,
    arrived: AtomicUsize,
}

impl Arrival {
    /// Notes how long it took from wanting to being here.
    pub fn here(self) {
        let nanoseconds = self.wanted.elapsed().as_nanos() as u64;
        self.shared.nanoseconds[self.index].store(nanoseconds, Ordering::Relaxed);
        self.shared.arrived.fetch_add(1, Ordering::Release);
        if let Some(waiter) = self.waiter {
            waiter.unpark();
        }
    }
}

impl Shared {
    fn new(count: usize) -> Arc<Self> {
        Arc::new(Shared {
            nanoseconds: (0..count).map(|_| AtomicU64::new(0)).collect(),
            arrived: AtomicUsize::new(0),
        })
    }

    fn arrived(&self) -> usize {
        self.arrived.load(Ordering::Acquire)
    }

    fn latencies(&self) -> Vec<u64> {
        self.nanoseconds
            .iter()
            .map(|ns| ns.load(Ordering::Relaxed))
            .collect()
    }
}

/// Starts `count` operations, each when the one before has arrived, and returns their latencies in nanoseconds.
pub fn closed(count: usize, mut start: impl FnMut(Arrival)) -> Vec<u64> {
    let shared = Shared::new(count);
    for index in 0..count {
        start(Arrival {
            wanted: Instant::now(),
            index,
            shared: Arc::clone(&shared),
            waiter: Some(thread::current()),
        });
        while shared.arrived() <= index {
            thread::park();
        }
    }
    shared.latencies()
}

/// Starts `count` operations at `rate` a second, whatever became of those before, and returns their latencies in nanoseconds,
/// counted from the scheduled start.
///
/// # Panics
///
/// If an operation has not arrived ten seconds after the last one was started.
pub fn open(count: usize, rate: u32, mut start: impl FnMut(Arrival)) -> Vec<u64> {
    let shared = Shared::new(count);
    let period = Duration::from_secs(1) / rate.max(1);
    let begin = Instant::now() + period;
    for index in 0..count {
        let wanted = begin + period * index as u32;
        wait_until(wanted);
        start(Arrival {
            wanted,
            index,
            shared: Arc::clone(&shared),
            waiter: None,
        });
    }
    let deadline = Instant::now() + Duration::from_secs(10);
    while shared.arrived() < count {
        assert!(
            Instant::now() < deadline,
            "an operation did not arrive within 10 s"
        );
        thread::sleep(Duration::from_millis(1));
    }
    shared.latencies()
}

/// Sleeps until shortly before `moment`, then spins. Returns at once if it has passed.
fn wait_until(moment: Instant) {
    let left = moment.saturating_duration_since(Instant::now());
    if left > SPIN {
        thread::sleep(left - SPIN);
    }
    while Instant::now() < moment {
        std::hint::spin_loop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_counted() {
        let start = |arrival: Arrival| drop(thread::spawn(move || arrival.here()));
        assert!(closed(20, start).iter().all(|&ns| ns > 0));
        assert_eq!(open(20, 2000, start).len(), 20);
    }

    #[test]
    fn a_stall_shows_in_the_open_loop_and_hides_in_the_closed_one() {
        let stalls = || {
            let mut operations = 0;
            move |arrival: Arrival| {
                operations += 1;
                if operations == 5 {
                    thread::sleep(Duration::from_millis(40));
                }
                arrival.here();
            }
        };
        let slow = |latencies: Vec<u64>| latencies.iter().filter(|&&ns| ns > 5_000_000).count();
        assert!(slow(open(50, 1000, stalls())) >= 30);
        // On a busy machine another operation may be slow of itself, but not thirty.
        assert!(slow(closed(50, stalls())) < 10);
    }
}
