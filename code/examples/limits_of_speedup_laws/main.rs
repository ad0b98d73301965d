//! One part of eleven cannot be divided. What more workers
//! gain if the job stays, and if it grows with them.

// ANCHOR: main
/// How many times as fast, the job being the same.
fn amdahl(serial: f64, workers: f64) -> f64 {
    1.0 / (serial + (1.0 - serial) / workers)
}

/// How many times the work, the time being the same.
fn gustafson(serial: f64, workers: f64) -> f64 {
    serial + (1.0 - serial) * workers
}

fn main() {
    let serial = 1.0 / 11.0;
    println!("workers  job stays  of each  job grows");
    for workers in [1, 2, 4, 8, 16, 32, 1000] {
        let n = f64::from(workers);
        let stays = amdahl(serial, n);
        let of_each = 100.0 * stays / n;
        let grows = gustafson(serial, n);
        println!(
            "{workers:7}  {stays:9.2}  {of_each:5.0} %  \
             {grows:9.2}"
        );
        assert!(stays < 1.0 / serial);
    }
}
// ANCHOR_END: main
