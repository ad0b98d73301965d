//! Work that waits. One part of eleven cannot be divided, in each of the four.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use measure::{Bound, Candidate, Curve, Law, Scaling, Suite};
use nix::sys::prctl::set_timerslack;

use crate::team::{in_step, whoever_is_free};

const WORKERS: [u32; 6] = [1, 2, 4, 8, 16, 32];
/// What one worker does while the others wait.
const ALONE: Duration = Duration::from_millis(1);
/// What can be divided.
const DIVIDED: Duration = Duration::from_millis(10);
/// A call to one of the others.
const CALL: Duration = Duration::from_micros(100);
/// What a request does on its own, and what it does under the lock.
const OUTSIDE: Duration = Duration::from_millis(2);
const INSIDE: Duration = Duration::from_micros(200);
/// Requests of one operation.
const REQUESTS: u64 = 32;
const SERIAL: f64 = 1.0 / 11.0;

/// The kernel may end a sleep up to 50 µs late, to wake for several at once, unless it is told not to. The threads a thread starts inherit this.
fn exact_sleeps() {
    set_timerslack(1).expect("no more than a number is set");
}

pub fn candidates(suite: Suite) -> Suite {
    let peers = |suite: Suite| {
        WORKERS.iter().fold(suite, |suite, workers| {
            suite.candidate(
                Candidate::peer(
                    &format!("python-step-{workers}"),
                    &format!("Python, workers: {workers}"),
                )
                .group("In step, the job stays", "one job"),
            )
        })
    };
    requests(exchanging(growing(peers(staying(suite)))))
}

/// A job of a fixed size.
fn staying(suite: Suite) -> Suite {
    WORKERS.into_iter().fold(suite, |suite, workers| {
        suite.candidate(
            Candidate::ours(&format!("step-{workers}"), &format!("workers: {workers}"))
                .group("In step, the job stays", "one job")
                .beside(&format!("python-step-{workers}"))
                .timed(move |jobs| {
                    exact_sleeps();
                    in_step(jobs, workers, || sleep(ALONE), || sleep(DIVIDED / workers))
                }),
        )
    })
}

/// The part that can be divided grows with the workers. An item is a millisecond of work.
fn growing(suite: Suite) -> Suite {
    WORKERS.into_iter().fold(suite, |suite, workers| {
        let items = ALONE.as_millis() + DIVIDED.as_millis() * u128::from(workers);
        suite.candidate(
            Candidate::ours(&format!("grown-{workers}"), &format!("workers: {workers}"))
                .group(
                    "In step, the job grows",
                    "an eleventh of the job of one worker",
                )
                .items(items as u64)
                .timed(move |jobs| {
                    exact_sleeps();
                    in_step(jobs, workers, || sleep(ALONE), || sleep(DIVIDED))
                }),
        )
    })
}

/// As the first, and after its share each worker calls each of the others.
fn exchanging(suite: Suite) -> Suite {
    WORKERS.into_iter().fold(suite, |suite, workers| {
        suite.candidate(
            Candidate::ours(
                &format!("exchange-{workers}"),
                &format!("workers: {workers}"),
            )
            .group("In step, and each calls each other", "one job")
            .timed(move |jobs| {
                exact_sleeps();
                let share = DIVIDED / workers + CALL * (workers - 1);
                in_step(jobs, workers, || sleep(ALONE), || sleep(share))
            }),
        )
    })
}

/// Each on its own, but for a lock.
fn requests(suite: Suite) -> Suite {
    let group = "Out of step, one lock";
    let request = |lock: &Mutex<()>| {
        sleep(OUTSIDE);
        let _guard = lock.lock().expect("nobody panics");
        sleep(INSIDE);
    };
    let suite = WORKERS.into_iter().fold(suite, |suite, workers| {
        suite.candidate(
            Candidate::ours(&format!("lock-{workers}"), &format!("workers: {workers}"))
                .group(group, "one request")
                .items(REQUESTS)
                .timed(move |n| {
                    exact_sleeps();
                    let lock = Mutex::new(());
                    whoever_is_free(n * REQUESTS, workers, || request(&lock))
                }),
        )
    });
    // Added up over the workers: sixteen of them have sixteen seconds of latency in a second.
    const LONGER: u64 = 8;
    let suite = suite.candidate(
        Candidate::ours("answers-16", "a longer run, workers: 16")
            .group(group, "one request")
            .items(LONGER * REQUESTS)
            .timed(move |n| {
                exact_sleeps();
                let lock = Mutex::new(());
                whoever_is_free(n * LONGER * REQUESTS, 16, || request(&lock))
            }),
    );
    suite.candidate(
        Candidate::ours("latency-16", "its latency, workers: 16")
            .group(group, "one request")
            .items(LONGER * REQUESTS)
            .timed(move |n| {
                exact_sleeps();
                let (lock, total) = (Mutex::new(()), AtomicU64::new(0));
                whoever_is_free(n * LONGER * REQUESTS, 16, || {
                    let start = Instant::now();
                    request(&lock);
                    total.fetch_add(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
                });
                Duration::from_nanos(total.into_inner())
            }),
    )
}

pub fn scalings(suite: Suite) -> Suite {
    let (serial, panel) = (SERIAL, "Waiting: one part of eleven cannot be divided");
    let scaling = |id: &str, name: &str, law, curve| {
        Scaling::new(id, name, law, &WORKERS)
            .panel(panel)
            .built(curve)
    };
    suite
        .scaling(scaling(
            "grown",
            "in step, the job grows",
            Law::Gustafson,
            Curve::Gustafson { serial },
        ))
        .scaling(scaling(
            "lock",
            "out of step, one lock",
            Law::Ceiling,
            Curve::Ceiling { most: 1.0 / serial },
        ))
        .scaling(scaling(
            "step",
            "in step, the job stays",
            Law::Amdahl,
            Curve::Amdahl { serial },
        ))
        .scaling(scaling(
            "python-step",
            "the same in Python",
            Law::Amdahl,
            Curve::Amdahl { serial },
        ))
        .scaling(scaling(
            "exchange",
            "in step, each calls each",
            Law::Universal,
            Curve::Universal {
                serial,
                pair: CALL.as_secs_f64() / (ALONE + DIVIDED).as_secs_f64(),
            },
        ))
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "step-at-2",
            "In step, two workers are at least 1.6 times as fast as one.",
            "step-1",
            "step-2",
            Bound::AtLeast(1.6),
        )
        .claim(
            "step-at-16",
            "In step, sixteen workers are at least 4 times as fast as one.",
            "step-1",
            "step-16",
            Bound::AtLeast(4.0),
        )
        .claim(
            "step-at-32",
            "In step, thirty-two workers are at most 8.5 times as fast as one: Amdahl's law says 8.4.",
            "step-1",
            "step-32",
            Bound::AtMost(8.5),
        )
        .claim(
            "python-step-at-16",
            "Sixteen threads of Python that wait are at least 3 times as fast as one.",
            "python-step-1",
            "python-step-16",
            Bound::AtLeast(3.0),
        )
        .claim(
            "grown-at-16",
            "Sixteen workers do at least 8 times the work of one in its time, if the job grows.",
            "grown-1",
            "grown-16",
            Bound::AtLeast(8.0),
        )
        .claim(
            "lock-at-16",
            "Out of step, sixteen are at least 7.5 times as fast as one, where Amdahl's law says 6.8.",
            "lock-1",
            "lock-16",
            Bound::AtLeast(7.5),
        )
        .claim(
            "lock-16-to-32",
            "Out of step, thirty-two are at most 1.2 times as fast as sixteen.",
            "lock-16",
            "lock-32",
            Bound::AtMost(1.2),
        )
        .claim(
            "exchange-32-vs-8",
            "It loses: where each calls each other, thirty-two take at least 1.2 times as long as eight.",
            "exchange-32",
            "exchange-8",
            Bound::AtLeast(1.2),
        )
        .claim(
            "little-least",
            "Little's law: the latency of sixteen clients is 16 times the time from one answer to the next. At least 14.",
            "latency-16",
            "answers-16",
            Bound::AtLeast(14.0),
        )
        .claim(
            "little-most",
            "Little's law: the latency of sixteen clients is at most 18 times the time from one answer to the next.",
            "latency-16",
            "answers-16",
            Bound::AtMost(18.0),
        )
}
