//! How late a thread is that has slept for a moment, alone and beside one that computes.

use std::hint::black_box;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use measure::{Bound, Candidate, Suite};

const SLEEP: Duration = Duration::from_micros(100);

pub fn candidates(suite: Suite) -> Suite {
    let wake = |candidate: Candidate| candidate.group("Late after a short sleep", "one sleep");
    let peer = |id: &str, name: &str| wake(Candidate::peer(id, name));
    suite
        .candidate(wake(
            Candidate::floor("rust-wake", "Rust: alone").timed(late),
        ))
        .candidate(wake(
            Candidate::ours("rust-wake-beside", "Rust: beside a thread that computes")
                .above("rust-wake")
                .beside("python-wake-beside")
                .timed(late_beside),
        ))
        .candidate(peer("python-wake", "Python: alone").above("rust-wake"))
        .candidate(
            peer(
                "python-wake-process",
                "Python: beside a process that computes",
            )
            .above("rust-wake"),
        )
        .candidate(
            peer(
                "python-wake-beside",
                "Python: beside a thread that computes",
            )
            .above("rust-wake"),
        )
        .candidate(
            peer(
                "python-wake-short",
                "the same, with a switch interval of 0.1 ms",
            )
            .above("rust-wake"),
        )
}

/// By how much `n` sleeps were too long, together.
fn late(n: u64) -> Duration {
    (0..n)
        .map(|_| {
            let start = Instant::now();
            thread::sleep(SLEEP);
            start.elapsed().saturating_sub(SLEEP)
        })
        .sum()
}

fn late_beside(n: u64) -> Duration {
    let over = AtomicBool::new(false);
    let begun = Barrier::new(2);
    thread::scope(|scope| {
        scope.spawn(|| {
            begun.wait();
            while !over.load(Relaxed) {
                black_box((0..black_box(1000)).fold(1_u64, |x, _| (x * 31 + 7) % 1_000_003));
            }
        });
        begun.wait();
        let time = late(n);
        over.store(true, Relaxed);
        time
    })
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "python-beside-vs-alone",
            "A Python thread that has slept is at least five times as late beside a thread that computes.",
            "python-wake-beside",
            "python-wake",
            Bound::AtLeast(5.0),
        )
        .claim(
            "python-beside-vs-process",
            "A Python thread that has slept is at least five times as late beside a thread that computes as beside a process that does.",
            "python-wake-beside",
            "python-wake-process",
            Bound::AtLeast(5.0),
        )
        .claim(
            "python-short-vs-beside",
            "With a switch interval of a fiftieth, a Python thread beside one that computes is at most half as late.",
            "python-wake-short",
            "python-wake-beside",
            Bound::AtMost(0.5),
        )
        .claim(
            "python-beside-vs-rust-beside",
            "Beside a thread that computes, a Python thread is at least five times as late as one of Rust.",
            "python-wake-beside",
            "rust-wake-beside",
            Bound::AtLeast(5.0),
        )
}
