//! A cost for each pair of workers, and the number of workers
//! from which on more of them make it slower.

// ANCHOR: main
/// The universal scalability law.
fn speedup(serial: f64, pair: f64, n: f64) -> f64 {
    n / (1.0 + serial * (n - 1.0) + pair * n * (n - 1.0))
}

fn main() {
    let (serial, pair) = (1.0 / 11.0, 1.0 / 110.0);
    for n in [1, 2, 4, 8, 10, 16, 32] {
        let times = speedup(serial, pair, f64::from(n));
        println!("workers {n:2}: {times:.2} times as fast");
    }

    let best = (1..=100)
        .max_by(|&one, &other| {
            speedup(serial, pair, f64::from(one)).total_cmp(
                &speedup(serial, pair, other.into()),
            )
        })
        .unwrap();
    let root = ((1.0 - serial) / pair).sqrt();
    println!("the best of 1 to 100: {best}");
    println!("the square root says: {root:.1}");
    assert_eq!(best, 10);
}
// ANCHOR_END: main
