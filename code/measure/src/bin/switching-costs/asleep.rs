//! One wake of a thread whose core has idled for a while: the longer, the harder it is to rouse.

use std::time::Duration;

use measure::{Candidate, Suite, wake};

/// What a sample may idle altogether, off the clock.
const IDLING: Duration = Duration::from_millis(60);

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let wake = |id: &str, name: &str, idle: Duration| {
        let wakes = IDLING.div_duration_f64(idle) as u64;
        Candidate::ours(id, name)
            .group("The core had idled", "one wake")
            .above("futex-one-core")
            .most(wakes)
            .timed(move |n| {
                let (near, far) = wake::cores();
                let far = far.expect("this process has one core");
                wake::wakes_after_idle(n, idle, near.expect("there is a core"), far)
            })
    };
    let ms = Duration::from_millis;
    suite
        .candidate(wake(
            "idle-100-us",
            "for 100 µs",
            Duration::from_micros(100),
        ))
        .candidate(wake("idle-1-ms", "for 1 ms", ms(1)))
        .candidate(wake("idle-10-ms", "for 10 ms", ms(10)))
        .candidate(wake("awake-10-ms", "for 10 ms, kept awake", ms(10)).awake())
}
