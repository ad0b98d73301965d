//! Two jobs, one after the other, on two threads and in two processes.

use std::hint::black_box;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use measure::{Bound, Candidate, Suite};

/// Steps of one job, here and in Python.
const STEPS: u64 = 100_000;

pub fn candidates(suite: Suite) -> Suite {
    let both = |candidate: Candidate| candidate.group("Two jobs that compute", "both jobs");
    let peer = |id: &str, name: &str| both(Candidate::peer(id, name));
    let hashes = |id: &str, name: &str| {
        Candidate::peer(id, name).group("Two hashes of 4 MiB", "both hashes")
    };
    suite
        .candidate(both(
            Candidate::floor("rust-one", "Rust: one of the two").each(job),
        ))
        .candidate(both(
            Candidate::ours("rust-in-a-row", "Rust: one after the other")
                .above("rust-one")
                .beside("python-in-a-row")
                .each(|| {
                    job();
                    job();
                }),
        ))
        .candidate(both(
            Candidate::ours("rust-threads", "Rust: two threads")
                .above("rust-one")
                .beside("python-threads")
                .timed(|n| on_two_threads(|| (0..n).for_each(|_| job()))),
        ))
        .candidate(peer("python-in-a-row", "Python: one after the other"))
        .candidate(peer("python-threads", "Python: two threads"))
        .candidate(peer("python-processes", "Python: two processes"))
        .candidate(hashes(
            "python-hash-in-a-row",
            "hashlib: one after the other",
        ))
        .candidate(hashes("python-hash-threads", "hashlib: two threads"))
}

fn job() {
    black_box((0..black_box(STEPS)).fold(1_u64, |x, _| (x * 31 + 7) % 1_000_003));
}

/// From when the first of two has begun `work` until the second has done it. The clock is theirs: a third thread might not
/// get a core beside them.
pub fn on_two_threads(work: impl Fn() + Sync) -> Duration {
    let ready = Barrier::new(2);
    let timed = || {
        ready.wait();
        let start = Instant::now();
        work();
        (start, Instant::now())
    };
    let [one, other] = thread::scope(|scope| {
        [(); 2]
            .map(|()| scope.spawn(timed))
            .map(|thread| thread.join().expect("it does not panic"))
    });
    one.1.max(other.1) - one.0.min(other.0)
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "python-threads-vs-in-a-row",
            "Two Python threads that compute take at least nine tenths of the time that the two jobs take one after the other.",
            "python-threads",
            "python-in-a-row",
            Bound::AtLeast(0.9),
        )
        .claim(
            "rust-threads-vs-in-a-row",
            "Two threads of Rust that compute take at most nine tenths of it, if they have two cores, not two threads of one core.",
            "rust-threads",
            "rust-in-a-row",
            Bound::AtMost(0.9),
        )
        .claim(
            "python-processes-vs-in-a-row",
            "Two Python processes that compute take at most nine tenths of it, on such cores.",
            "python-processes",
            "python-in-a-row",
            Bound::AtMost(0.9),
        )
        .claim(
            "hash-threads-vs-in-a-row",
            "Two Python threads take at most nine tenths of it there, while each is in a call that lets go of the GIL.",
            "python-hash-threads",
            "python-hash-in-a-row",
            Bound::AtMost(0.9),
        )
}
