//! From `iter` to `par_iter`: the same map, the same results in the same order.

// ANCHOR: main
use rayon::prelude::*;

/// Halve it if even, else triple it and add one: how
/// many steps to 1?
fn steps(mut n: u64) -> usize {
    let mut steps = 0;
    while n != 1 {
        n = if n.is_multiple_of(2) {
            n / 2
        } else {
            3 * n + 1
        };
        steps += 1;
    }
    steps
}

fn main() {
    let starts: Vec<u64> = (1..=5000).collect();

    let alone: Vec<usize> =
        starts.iter().map(|&n| steps(n)).collect();

    let shared: Vec<usize> =
        starts.par_iter().map(|&n| steps(n)).collect();

    println!("1 to 8: {:?}", &shared[..8]);
    let most = shared.iter().max().unwrap();
    println!("the most: {most}");
    assert_eq!(alone, shared);
}
// ANCHOR_END: main
