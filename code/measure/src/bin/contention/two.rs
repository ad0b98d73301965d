//! Two threads that want the same. Starting and ending them is off the clock.

use std::sync::atomic::{
    AtomicBool, AtomicU64, AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_utils::CachePadded;
use measure::{Place, wake};

/// Counts that a thread does between two looks at what is left. Looking costs as much as a contended count.
pub const BATCH: u64 = 2048;

/// Two threads do so many batches between them: whoever is done with one takes the next, so that both are busy to the end,
/// however unequally they get on. `batch` is told which of the two it is. The time is that of the whole.
pub fn share(place: Place, batches: u64, batch: impl Fn(usize) + Sync) -> Duration {
    let begun = CachePadded::new(AtomicU64::new(0));
    together(place, |side| {
        while begun.fetch_add(1, Relaxed) < batches {
            batch(side);
        }
    })
}

/// Two threads do `once` again and again, until one of them has returned `false`.
pub fn until_done(place: Place, once: impl Fn(usize) -> bool + Sync) -> Duration {
    let done = CachePadded::new(AtomicBool::new(false));
    together(place, |side| {
        while !done.load(Relaxed) {
            if !once(side) {
                done.store(true, Relaxed);
            }
        }
    })
}

/// Two threads hand a number over to each other so many times. Each waits by looking.
pub fn alternate(place: Place, times: u64) -> Duration {
    let turn = CachePadded::new(AtomicU64::new(0));
    together(place, |side| {
        for mine in (side as u64..times).step_by(2) {
            while turn.load(Acquire) != mine {}
            turn.store(mine + 1, Release);
        }
    })
}

/// Runs `work` in two threads that begin at the same moment. From the first beginning to the last end.
fn together(place: Place, work: impl Fn(usize) + Sync) -> Duration {
    // Looked up here, because this thread is not pinned. A thread that failed to pin itself would leave the other waiting.
    let (one, other) = wake::cores();
    let cores = usize::from(one.is_some()) + usize::from(other.is_some());
    assert!(
        place != Place::TwoCores || cores == 2,
        "this process has one core"
    );
    assert!(
        place == Place::Anywhere || cores > 0,
        "the cores are not known"
    );
    let ready = AtomicUsize::new(0);
    let run = |side: usize| {
        if side == 0 {
            place.near()
        } else {
            place.far()
        }
        ready.fetch_add(1, Relaxed);
        while ready.load(Relaxed) < 2 {
            thread::yield_now();
        }
        let start = Instant::now();
        work(side);
        (start, Instant::now())
    };
    thread::scope(|scope| {
        let threads = [0, 1].map(|side| scope.spawn(move || run(side)));
        let [(one, one_end), (other, other_end)] =
            threads.map(|thread| thread.join().expect("counting does not fail"));
        one_end.max(other_end) - one.min(other)
    })
}
