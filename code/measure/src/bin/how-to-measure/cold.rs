//! Cold: memory that no cache holds, and memory that is not there yet.

use std::hint::black_box;
use std::time::{Duration, Instant};

use measure::{Bound, Candidate, Suite};

use crate::pages::{PAGES, Pages};

const NUMBERS: u64 = 1 << 13;
/// Searches between two readings of the clock.
const SEARCHES: u64 = 64;

/// Adds them to the suite.
pub fn candidates(suite: Suite) -> Suite {
    touching(searching(suite))
}

fn searching(suite: Suite) -> Suite {
    let (group, unit) = ("A binary search", "one search");
    let search = |candidate: Candidate, cold: bool| {
        candidate.group(group, unit).items(SEARCHES).timed({
            let sorted: Vec<u64> = (0..NUMBERS).map(|number| number * 3).collect();
            move |n| (0..n).map(|_| searches(&sorted, cold)).sum()
        })
    };
    suite
        .candidate(search(
            Candidate::floor("search-warm", "once more, all in the caches")
                .beside("python-search-warm"),
            false,
        ))
        .candidate(search(
            Candidate::ours("search-cold", "nothing in the caches")
                .above("search-warm")
                .beside("python-search-warm"),
            true,
        ))
        .candidate(
            Candidate::peer("python-search-warm", "Python: bisect, once more")
                .group(group, unit)
                .items(SEARCHES)
                .above("search-warm"),
        )
}

fn touching(suite: Suite) -> Suite {
    let (group, unit) = ("Writing one byte into a page", "one page");
    let row = |candidate: Candidate| candidate.group(group, unit).items(PAGES as u64);
    suite
        .candidate(
            row(Candidate::floor("touch-again", "again"))
                .beside("python-touch-again")
                .prepared(|| {
                    let mut pages = Pages::new();
                    pages.touch();
                    move |n| (0..n).for_each(|_| pages.touch())
                }),
        )
        .candidate(
            row(Candidate::ours("touch-first", "the first time"))
                .above("touch-again")
                .beside("python-touch-first")
                .timed(|n| {
                    let mut pages = Pages::new();
                    let mut once = || {
                        pages.give_back();
                        let start = Instant::now();
                        pages.touch();
                        start.elapsed()
                    };
                    (0..n).map(|_| once()).sum()
                }),
        )
        .candidate(row(Candidate::peer("python-touch-again", "Python: again")).above("touch-again"))
        .candidate(
            row(Candidate::peer(
                "python-touch-first",
                "Python: the first time",
            ))
            .above("touch-again"),
        )
}

/// Adds what is claimed of them.
pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "cold-search",
            "A search takes longer where no cache holds the list.",
            "search-cold",
            "search-warm",
            Bound::AtLeast(3.0),
        )
        .claim(
            "first-touch",
            "The first write into a page takes much longer than the next.",
            "touch-first",
            "touch-again",
            Bound::AtLeast(20.0),
        )
}

fn searches(sorted: &[u64], cold: bool) -> Duration {
    if cold {
        flush(sorted);
    }
    let start = Instant::now();
    for search in 0..SEARCHES {
        // In no order that a prefetcher could guess.
        let number = search * 2_654_435_761 % NUMBERS;
        assert_eq!(
            black_box(sorted).binary_search(&(number * 3)),
            Ok(number as usize)
        );
    }
    start.elapsed()
}

/// Has the processor drop these numbers from all of its caches.
#[cfg(target_arch = "x86_64")]
fn flush(numbers: &[u64]) {
    use std::arch::x86_64::{_mm_clflush, _mm_mfence};

    const LINE: usize = 64 / size_of::<u64>();
    for line in numbers.chunks(LINE) {
        // SAFETY: the address is that of memory which is there; what it holds does not change.
        unsafe { _mm_clflush(line.as_ptr().cast()) };
    }
    // SAFETY: it waits until the lines are gone, and does nothing else.
    unsafe { _mm_mfence() };
}

/// Elsewhere other memory is read until the caches hold that.
#[cfg(not(target_arch = "x86_64"))]
fn flush(_: &[u64]) {
    use std::sync::OnceLock;

    static OTHER: OnceLock<Vec<u64>> = OnceLock::new();
    let other = OTHER.get_or_init(|| vec![1; 8 << 20]);
    assert_eq!(black_box(other).iter().sum::<u64>(), 8 << 20);
}
