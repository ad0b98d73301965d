//! Divide and conquer with `join`, in a pool of a single thread: a worker that waits for its other half does it.

// ANCHOR: main
use rayon::ThreadPoolBuilder;

fn sort(numbers: &mut [u32]) {
    if numbers.len() < 2 {
        return;
    }
    let half = numbers.len() / 2;
    // the smaller ones, the middle one, the greater ones
    let (low, _, high) = numbers.select_nth_unstable(half);
    rayon::join(|| sort(low), || sort(high));
}

fn main() {
    let pool = ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();

    let mut numbers = [3, 1, 4, 1, 5, 9, 2, 6];
    pool.install(|| sort(&mut numbers));

    println!("{numbers:?}");
    assert!(numbers.is_sorted());
}
// ANCHOR_END: main
