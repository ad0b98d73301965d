//! Threads, above the wake that each of them needs.

use std::thread;
use std::time::{Duration, Instant};

use measure::{Candidate, Place, Suite, wake};

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let (group, unit) = ("Threads", "one started and finished");
    let pinned = |id: &str, name: &str, far: fn() -> Option<core_affinity::CoreId>| {
        Candidate::floor(id, name)
            .group(group, "one wake")
            .items(2)
            .timed(move |n| {
                let far = far().expect("this process has one core");
                wake::wake_round_trips(n, wake::cores().0, Some(far))
            })
    };
    suite
        .candidate(pinned(
            "wake-same-core",
            "waking a thread, same core",
            || wake::cores().0,
        ))
        .candidate(pinned(
            "wake-other-core",
            "waking a thread, other core",
            || wake::cores().1,
        ))
        .candidate(
            Candidate::floor("wake", "waking a thread, wherever it is")
                .group(group, "one wake")
                .items(2)
                .timed(|n| wake::wake_round_trips(n, None, None)),
        )
        .candidate(
            Candidate::floor("wake-idle", "waking a thread, its core idle for 1 ms")
                .group(group, "one wake")
                .timed(|n| {
                    let (near, far) = wake::cores();
                    let far = far.expect("this process has one core");
                    wake::wakes_after_idle(n, IDLE, near.expect("there is a core"), far)
                }),
        )
        .candidate(
            Candidate::ours("thread-spawn", "thread::spawn, join")
                .group(group, unit)
                .above("wake")
                .beside("python-thread")
                .each(|| thread::spawn(|| ()).join().expect("it does nothing")),
        )
        .candidate(
            Candidate::ours("thread-one-core", "the same, all on one core")
                .group(group, unit)
                .above("wake-same-core")
                .beside("python-thread-one-core")
                .timed(on_one_core),
        )
        .candidate(
            Candidate::ours("thread-awake", "the same, with the cores kept awake")
                .group(group, unit)
                .above("wake")
                .awake()
                .each(|| thread::spawn(|| ()).join().expect("it does nothing")),
        )
        .candidate(
            Candidate::ours("thread-scope", "thread::scope, spawn")
                .group(group, unit)
                .above("wake")
                .beside("python-thread")
                .each(|| {
                    thread::scope(|scope| {
                        scope.spawn(|| ());
                    });
                }),
        )
        .candidate(
            Candidate::peer("python-thread", "threading.Thread, join")
                .group(group, unit)
                .above("wake"),
        )
        .candidate(
            Candidate::peer("python-thread-one-core", "the same, all on one core")
                .group(group, unit)
                .above("wake-same-core"),
        )
}

/// Long enough for a hypervisor to have given the core away.
const IDLE: Duration = Duration::from_millis(1);

/// Threads inherit the cores of the one that starts them.
fn on_one_core(n: u64) -> Duration {
    let starter = thread::spawn(move || {
        Place::OneCore.near();
        let start = Instant::now();
        (0..n).for_each(|_| thread::spawn(|| ()).join().expect("it does nothing"));
        start.elapsed()
    });
    starter.join().expect("it can be pinned")
}
