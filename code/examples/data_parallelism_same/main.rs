//! Chunks of a fixed size, added up in their order: the same sum in a pool of any size.

// ANCHOR: main
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

fn sum(numbers: &[f64]) -> f64 {
    let sums: Vec<f64> = numbers
        .par_chunks(1024)
        .map(|chunk| chunk.iter().sum())
        .collect();
    sums.iter().sum()
}

fn main() {
    let mut numbers = vec![1.0; 1 << 20];
    numbers[0] = 1e16;

    for threads in [1, 2, 4] {
        let pool = ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let floats = pool.install(|| sum(&numbers));
        let whole: u64 = pool.install(|| {
            numbers.par_iter().map(|&n| n as u64).sum()
        });
        println!("a pool of {threads}   {floats} {whole}");
        assert_eq!(floats, 10_000_000_001_047_552.0);
        assert_eq!(whole, 10_000_000_001_048_575);
    }
}
// ANCHOR_END: main
