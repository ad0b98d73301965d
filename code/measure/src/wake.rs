//! Handing over between two threads: by a flag both spin on, and by waking the one that sleeps.

use std::sync::OnceLock;
use std::sync::atomic::{
    AtomicBool, AtomicU64,
    Ordering::{Acquire, Release},
};
use std::thread;
use std::time::{Duration, Instant};
use std::{fs, hint};

use core_affinity::CoreId;

use crate::statistics::median;

/// Two cores that this process may use: one, and another that is not its hyper-thread sibling if there is such a one. They are
/// looked up once, by the first call, which must come from a thread that is not pinned.
pub fn cores() -> (Option<CoreId>, Option<CoreId>) {
    static CORES: OnceLock<(Option<CoreId>, Option<CoreId>)> = OnceLock::new();
    *CORES.get_or_init(find_cores)
}

fn find_cores() -> (Option<CoreId>, Option<CoreId>) {
    let cores = core_affinity::get_core_ids().unwrap_or_default();
    let Some(&first) = cores.first() else {
        return (None, None);
    };
    let siblings = fs::read_to_string(format!(
        "/sys/devices/system/cpu/cpu{}/topology/thread_siblings_list",
        first.id
    ));
    let siblings = siblings.unwrap_or_default();
    let sibling = |core: &CoreId| {
        siblings
            .trim()
            .split([',', '-'])
            .any(|id| id == core.id.to_string())
    };
    let other = cores[1..]
        .iter()
        .find(|core| !sibling(core))
        .or(cores.get(1));
    (Some(first), other.copied())
}

fn pin(core: Option<CoreId>) {
    if let Some(core) = core {
        core_affinity::set_for_current(core);
    }
}

/// So many round trips between two threads that sleep in `park` and wake each other with `unpark`. A round trip is two wakes.
pub fn wake_round_trips(round_trips: u64, near: Option<CoreId>, far: Option<CoreId>) -> Duration {
    let turn_of_far = AtomicBool::new(false);
    let pass = |to_far: bool, partner: &thread::Thread| {
        turn_of_far.store(to_far, Release);
        partner.unpark();
    };
    let wait = |for_far: bool| {
        while turn_of_far.load(Acquire) != for_far {
            thread::park();
        }
    };
    thread::scope(|scope| {
        let near = scope.spawn(|| {
            pin(near);
            let near = thread::current();
            let far = scope.spawn(move || {
                pin(far);
                for _ in 0..=round_trips {
                    wait(true);
                    pass(false, &near);
                }
            });
            let far = far.thread();
            let round_trip = || {
                pass(true, far);
                wait(false);
            };
            // The first one waits for the partner to start.
            round_trip();
            let start = Instant::now();
            (0..round_trips).for_each(|_| round_trip());
            start.elapsed()
        });
        near.join().expect("the partners do not panic")
    })
}

/// So many single wakes of a thread that has slept in `park` for `idle`, each from before `unpark` until its answer is seen by
/// the waker, which spins. The idle time itself does not count. What they took is as many times the middle one of them: few fit a
/// sample, and a hypervisor that takes a core during one of them would make up all of their sum. A halted core is harder to rouse
/// the longer it has been halted: a hypervisor waits a while before it gives the core to others.
pub fn wakes_after_idle(wakes: u64, idle: Duration, near: CoreId, far: CoreId) -> Duration {
    let turn = &AtomicU64::new(0);
    let sleeper = move || {
        pin(Some(far));
        for wake in 0..=wakes {
            while turn.load(Acquire) != 2 * wake + 1 {
                thread::park();
            }
            turn.store(2 * wake + 2, Release);
        }
    };
    thread::scope(|scope| {
        let waker = move || {
            // Started before this thread is pinned: it would begin on this core, which spins.
            let far = scope.spawn(sleeper);
            pin(Some(near));
            let one = |wake| {
                let waiting = Instant::now();
                while waiting.elapsed() < idle {
                    hint::spin_loop();
                }
                let start = Instant::now();
                turn.store(2 * wake + 1, Release);
                far.thread().unpark();
                while turn.load(Acquire) != 2 * wake + 2 {
                    hint::spin_loop();
                }
                start.elapsed().as_nanos() as f64
            };
            // The first one waits for the partner to start.
            one(0);
            let mut times: Vec<f64> = (1..=wakes).map(one).collect();
            let middle = median(&mut times).unwrap_or_default();
            Duration::from_nanos((middle * wakes as f64) as u64)
        };
        scope
            .spawn(waker)
            .join()
            .expect("the partners do not panic")
    })
}

/// So many round trips of a cache line between two cores, each of which spins until it sees the other's value.
pub fn cache_line_round_trips(round_trips: u64, near: CoreId, far: CoreId) -> Duration {
    /// Alone on its cache line, and on the one that hardware fetches with it.
    #[repr(align(128))]
    struct Line(AtomicU64);
    let line = &Line(AtomicU64::new(0));
    let wait = |value| {
        while line.0.load(Acquire) != value {
            hint::spin_loop();
        }
    };
    thread::scope(|scope| {
        let echo = move || {
            pin(Some(far));
            for trip in 0..=round_trips {
                wait(2 * trip + 1);
                line.0.store(2 * trip + 2, Release);
            }
        };
        let send = move || {
            pin(Some(near));
            let round_trip = |trip| {
                line.0.store(2 * trip + 1, Release);
                wait(2 * trip + 2);
            };
            round_trip(0);
            let start = Instant::now();
            (1..=round_trips).for_each(round_trip);
            start.elapsed()
        };
        scope.spawn(echo);
        scope.spawn(send).join().expect("the partners do not panic")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trips_end() {
        let (near, far) = cores();
        assert!(wake_round_trips(10, near, near) > Duration::ZERO);
        assert!(wake_round_trips(10, near, far) > Duration::ZERO);
        assert!(wake_round_trips(0, None, None) < Duration::from_secs(1));
        if let (Some(near), Some(far)) = (near, far) {
            let idle = Duration::from_micros(50);
            assert!(wakes_after_idle(10, idle, near, far) > Duration::ZERO);
            assert!(cache_line_round_trips(10, near, far) > Duration::ZERO);
        }
    }
}
