//! What the clock costs where it is read too often.

use std::collections::HashMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use measure::{Bound, Candidate, Suite};

const ENTRIES: u64 = 64;

/// Adds them to the suite.
pub fn candidates(suite: Suite) -> Suite {
    let (group, unit) = ("The clock", "one lookup");
    let ours = |id: &str, name: &str| {
        Candidate::ours(id, name)
            .group(group, unit)
            .items(ENTRIES)
            .above("clock")
    };
    let peer = |id: &str, name: &str| {
        Candidate::peer(id, name)
            .group(group, unit)
            .items(ENTRIES)
            .above("clock")
    };
    suite
        .candidate(
            Candidate::floor("clock", "Instant::now")
                .group(group, "one reading")
                .beside("python-clock")
                .each(|| {
                    black_box(Instant::now());
                }),
        )
        .candidate(
            ours("timed-together", "a lookup: many between two readings")
                .beside("python-together")
                .prepared(|| {
                    let map = table();
                    move |n| {
                        for _ in 0..n {
                            for key in 0..ENTRIES {
                                look_up(&map, key);
                            }
                        }
                    }
                }),
        )
        .candidate(
            ours("timed-each", "a lookup: each between two readings")
                .beside("python-each")
                .timed({
                    let map = table();
                    move |n| {
                        let mut took = Duration::ZERO;
                        for _ in 0..n {
                            for key in 0..ENTRIES {
                                let start = Instant::now();
                                look_up(&map, key);
                                took += start.elapsed();
                            }
                        }
                        took
                    }
                }),
        )
        .candidate(
            Candidate::peer("python-clock", "Python: perf_counter_ns")
                .group(group, "one reading")
                .above("clock"),
        )
        .candidate(peer("python-together", "Python: many between two readings"))
        .candidate(peer("python-each", "Python: each between two readings"))
}

/// Adds what is claimed of them.
pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "clock-adds",
            "A lookup that is timed by itself seems to take longer than it does.",
            "timed-each",
            "timed-together",
            Bound::AtLeast(1.5),
        )
        .claim(
            "python-clock-adds",
            "In Python, too, a lookup that is timed by itself seems to take longer than it does.",
            "python-each",
            "python-together",
            Bound::AtLeast(1.3),
        )
}

fn table() -> HashMap<u64, u64> {
    (0..ENTRIES).map(|key| (key, !key)).collect()
}

fn look_up(map: &HashMap<u64, u64>, key: u64) {
    assert_eq!(map.get(black_box(&key)), Some(&!key));
}
