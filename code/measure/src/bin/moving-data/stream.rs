//! A stream between two threads: when it begins and when it has ended.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use measure::{Place, wake};

/// Refuses a place that this process has too few cores for, before anybody waits for a side that never starts.
///
/// # Panics
///
/// If so. The candidate is then reported as not measured.
pub fn check(place: Place) {
    let enough = place != Place::TwoCores || wake::cores().1.is_some();
    assert!(enough, "this process has one core");
}

/// Runs both sides at their places. The time begins when both are there, and ends when the consumer has the last message.
pub fn between(
    place: Place,
    produce: impl FnOnce() + Send,
    consume: impl FnOnce() + Send,
) -> Duration {
    check(place);
    let ready = &Barrier::new(2);
    thread::scope(|scope| {
        let producer = scope.spawn(move || {
            place.near();
            ready.wait();
            let start = Instant::now();
            produce();
            start
        });
        let consumer = scope.spawn(move || {
            place.far();
            ready.wait();
            consume();
            Instant::now()
        });
        let start = producer.join().expect("the producer does not panic");
        let end = consumer.join().expect("the consumer does not panic");
        end.saturating_duration_since(start)
    })
}

/// Runs what may wait for a thread or a process elsewhere, at the near place. The calling thread stays as it is.
pub fn near(place: Place, run: impl FnOnce() -> Duration + Send) -> Duration {
    let run = move || {
        place.near();
        run()
    };
    thread::scope(|scope| scope.spawn(run).join().expect("it does not panic"))
}
