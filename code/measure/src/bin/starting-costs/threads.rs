//! Threads, above the wake that each of them needs.

use std::thread;

use measure::{Candidate, Suite, wake};

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
            Candidate::ours("thread-spawn", "thread::spawn, join")
                .group(group, unit)
                .above("wake")
                .beside("python-thread")
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
}
