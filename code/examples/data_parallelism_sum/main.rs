//! The same list of floats, added up by pools of one, two and four threads: four different sums.

// ANCHOR: main
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

fn main() {
    let mut numbers = vec![1.0; 1 << 20];
    numbers[0] = 1e16;

    let sum: f64 = numbers.iter().sum();
    println!("one by one    {sum}");
    let mut sums = vec![sum];

    for threads in [1, 2, 4] {
        let pool = ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let sum: f64 =
            pool.install(|| numbers.par_iter().sum());
        println!("a pool of {threads}   {sum}");
        sums.push(sum);
    }

    assert!(sums.is_sorted_by(|a, b| a < b));
}
// ANCHOR_END: main
