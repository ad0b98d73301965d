//! A count by two cores: on one number, on one cache line, apart.

use std::cell::Cell;
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crossbeam_utils::CachePadded;
use measure::{Bound, Candidate, Place, Suite};

use crate::two::{BATCH, alternate, share};

const GROUP: &str = "A count by two threads, on two cores";
const SHARDS: usize = 8;

/// Four cache lines. Some processors fetch the lines in pairs, of which here are two.
#[derive(Default)]
#[repr(align(128))]
struct Lines([AtomicU64; 32]);

fn row(id: &str, name: &str) -> Candidate {
    Candidate::ours(id, name)
        .group(GROUP, "one count, by either")
        .items(BATCH)
        .above("add-relaxed")
        .beside("python-two")
}

/// Each of the two adds to a number of its own, the second one's so many bytes behind the first one's.
fn apart(id: &str, name: &str, bytes: usize) -> Candidate {
    row(id, name).timed(move |batches| {
        let lines = Lines::default();
        let time = share(Place::TwoCores, batches, |side| {
            let number = &lines.0[side * bytes / size_of::<AtomicU64>()];
            for _ in 0..BATCH {
                black_box(number).fetch_add(1, Relaxed);
            }
        });
        let total: u64 = lines.0.iter().map(|number| number.load(Relaxed)).sum();
        assert_eq!(total, batches * BATCH);
        time
    })
}

/// Each addition is followed by a reading of the total.
fn read_each(id: &str, name: &str, shards: usize) -> Candidate {
    row(id, name).timed(move |batches| {
        let counts: Vec<CachePadded<AtomicU64>> = (0..shards).map(|_| Default::default()).collect();
        let total = || counts.iter().map(|count| count.load(Relaxed)).sum::<u64>();
        let time = share(Place::TwoCores, batches, |side| {
            for _ in 0..BATCH {
                counts[side % shards].fetch_add(1, Relaxed);
                black_box(total());
            }
        });
        assert_eq!(total(), batches * BATCH);
        time
    })
}

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

pub fn candidates(suite: Suite) -> Suite {
    let peer = |id: &str, name: &str| {
        Candidate::peer(id, name)
            .group(GROUP, "one count, by either")
            .items(BATCH)
    };
    suite
        .candidate(
            Candidate::floor("local", "each its own; merged at the end")
                .group(GROUP, "one count, by either")
                .items(BATCH)
                .timed(|batches| {
                    let total = AtomicU64::new(0);
                    let time = share(Place::TwoCores, batches, |_| {
                        COUNT.set(0);
                        for _ in 0..BATCH {
                            COUNT.with(|count| black_box(count).set(count.get() + 1));
                        }
                        total.fetch_add(COUNT.get(), Relaxed);
                    });
                    assert_eq!(total.into_inner(), batches * BATCH);
                    time
                }),
        )
        .candidate(
            Candidate::floor("line", "a number handed to the other core")
                .group(GROUP, "one count, by either")
                .items(BATCH)
                .timed(|batches| alternate(Place::TwoCores, batches * BATCH)),
        )
        .candidate(row("shared", "one atomic").timed(|batches| {
            let count = AtomicU64::new(0);
            let time = share(Place::TwoCores, batches, |_| {
                for _ in 0..BATCH {
                    black_box(&count).fetch_add(1, Relaxed);
                }
            });
            assert_eq!(count.into_inner(), batches * BATCH);
            time
        }))
        .candidate(apart("one-line", "an atomic each, in one cache line", 8))
        .candidate(apart("apart-64", "an atomic each, 64 bytes apart", 64))
        .candidate(apart("apart-128", "an atomic each, 128 bytes apart", 128))
        .candidate(read_each("shared-read", "one atomic: add, then read it", 1))
        .candidate(read_each(
            "sharded-read",
            "eight shards: add to one, read all",
            SHARDS,
        ))
        .candidate(peer("python-two", "Python: two threads, +="))
        .candidate(peer("python-two-lock", "Python: two threads, Lock, +="))
        .candidate(peer(
            "python-two-processes",
            "Python: two processes, Lock, +=",
        ))
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "shared-vs-one",
            "It loses: a count on one atomic by two cores takes at least 1.2 times as long as by one thread alone.",
            "shared",
            "add-relaxed",
            Bound::AtLeast(1.2),
        )
        .claim(
            "shared-vs-line",
            "A count on one atomic that two cores want costs at most 0.4 times what it costs to hand a number to the other core, which is two requests for its line: the line does not change sides for each count.",
            "shared",
            "line",
            Bound::AtMost(0.4),
        )
        .claim(
            "one-line-vs-apart",
            "Two counters in one cache line cost at least 1.5 times what they cost 128 bytes apart.",
            "one-line",
            "apart-128",
            Bound::AtLeast(1.5),
        )
        .claim(
            "apart-vs-one",
            "Two counters 128 bytes apart: the two threads together are at least 1.3 times as fast as one.",
            "add-relaxed",
            "apart-128",
            Bound::AtLeast(1.3),
        )
        .claim(
            "shared-vs-local",
            "A count on one atomic costs at least five counts that each thread keeps to itself.",
            "shared",
            "local",
            Bound::AtLeast(5.0),
        )
        .claim(
            "line-apart-vs-one-line",
            "Two counters 64 bytes apart cost at most 0.7 times what they cost in one cache line.",
            "apart-64",
            "one-line",
            Bound::AtMost(0.7),
        )
        .claim(
            "sharded-read-vs-shared",
            "It loses: eight shards that are added up after each count cost at least 1.1 times what one atomic costs, treated the same.",
            "sharded-read",
            "shared-read",
            Bound::AtLeast(1.1),
        )
        .claim(
            "python-two-vs-one",
            "It loses: two threads of Python that add to one number are at most 1.4 times as fast as one.",
            "python-add",
            "python-two",
            Bound::AtMost(1.4),
        )
        .claim(
            "python-processes-vs-threads",
            "Two processes of Python that want one lock take at least 1.5 times as long as two threads.",
            "python-two-processes",
            "python-two-lock",
            Bound::AtLeast(1.5),
        )
}
