//! A job, and neighbours that disturb it. They are threads of this process: to the instrument they are part of the work.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use measure::Place;

/// A thread that does one thing over and over until this is dropped.
pub struct Neighbour {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Neighbour {
    /// Computes on the core of the near side.
    pub fn near() -> Self {
        Self::start(Place::OneCore, std::hint::spin_loop)
    }

    /// Computes on the core of the far side.
    pub fn far() -> Self {
        Self::start(Place::TwoCores, std::hint::spin_loop)
    }

    /// Wants the core of the near side for a short while, again and again.
    pub fn fitful() -> Self {
        Self::start(Place::OneCore, || {
            let start = Instant::now();
            while start.elapsed() < Duration::from_micros(200) {
                std::hint::spin_loop();
            }
            thread::sleep(Duration::from_micros(50));
        })
    }

    fn start(place: Place, work: impl Fn() + Send + 'static) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let thread = thread::spawn({
            let stop = Arc::clone(&stop);
            move || {
                place.far();
                while !stop.load(Relaxed) {
                    work();
                }
            }
        });
        Neighbour {
            stop,
            thread: Some(thread),
        }
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        self.stop.store(true, Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.join().expect("a neighbour does not panic");
        }
    }
}

/// The job: computes for a few tens of microseconds and needs no memory.
pub fn job() -> Duration {
    const STEPS: u64 = 10_000;
    const RESULT: u64 = 0;
    let start = Instant::now();
    let result = (0..black_box(STEPS)).fold(1, |state: u64, step| {
        (state ^ step)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(31)
    });
    assert_ne!(black_box(result), RESULT);
    start.elapsed()
}

/// Runs an experiment on a thread that is pinned to the near side's core.
pub fn on_near_core<T: Send>(experiment: impl FnOnce() -> T + Send) -> T {
    let run = || {
        Place::OneCore.near();
        experiment()
    };
    thread::scope(|scope| scope.spawn(run).join().expect("jobs do not panic"))
}
