//! A job that hardly computes: it reads memory, which the cores share.

use std::hint::black_box;

use measure::{Candidate, Suite};

use crate::threads::in_shares;

/// Numbers of eight bytes. More than the caches of one core hold.
const NUMBERS: usize = 4 << 20;
const PAGE: usize = 512;

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let row = |candidate: Candidate| {
        candidate
            .group("Reading 32 MiB", "one page of 4 KiB")
            .items((NUMBERS / PAGE) as u64)
    };
    suite
        .candidate(row(Candidate::floor("read-1", "one thread")).prepared(|| read(1)))
        .candidate(
            row(Candidate::ours("read-2", "two threads").above("read-1")).prepared(|| read(2)),
        )
}

fn read(workers: usize) -> impl FnMut(u64) {
    let numbers: Vec<u64> = (0..NUMBERS as u64).collect();
    move |n| {
        for _ in 0..n {
            let sum = in_shares(workers, NUMBERS / PAGE, |page| {
                black_box(&numbers[page * PAGE..][..PAGE]).iter().sum()
            });
            assert_eq!(sum, NUMBERS as u64 * (NUMBERS as u64 - 1) / 2);
        }
    }
}
