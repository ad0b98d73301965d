//! `fold` begins a new value for each piece, `reduce` makes one of them all. So it can count the pieces.

// ANCHOR: main
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::array;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many numbers leave 0, 1, 2 over when divided by 3.
/// And in how many pieces they were counted.
fn tally(
    numbers: impl ParallelIterator<Item = usize>,
) -> ([usize; 3], usize) {
    let pieces = AtomicUsize::new(0);
    let begin = || {
        pieces.fetch_add(1, Ordering::Relaxed);
        [0; 3]
    };
    let tally = numbers
        .fold(begin, |mut tally, n| {
            tally[n % 3] += 1;
            tally
        })
        .reduce(
            || [0; 3],
            |a, b| array::from_fn(|i| a[i] + b[i]),
        );
    (tally, pieces.into_inner())
}

fn main() {
    let pool =
        ThreadPoolBuilder::new().num_threads(1).build();
    let all = || (0..1000).into_par_iter();

    pool.unwrap().install(|| {
        let tallies = [
            tally(all()),
            tally(all().with_min_len(600)),
            tally(all().with_max_len(100)),
        ];
        for tally in tallies {
            println!("{tally:?}");
            assert_eq!(tally.0, [334, 333, 333]);
        }
        assert_eq!(tallies.map(|(_, n)| n), [2, 1, 16]);
    });
}
// ANCHOR_END: main
