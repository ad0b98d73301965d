//! Ten tasks of one second for one to ten workers. The clock
//! is a number, so the program is exact and takes no time.

// ANCHOR: main
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// When the last task is done. A worker that is free takes
/// the next one.
fn end(tasks: &[u64], workers: usize) -> u64 {
    // When each worker is free, the earliest on top.
    let mut free =
        BinaryHeap::from(vec![Reverse(0); workers]);
    let mut last = 0;
    for task in tasks {
        let Reverse(now) = free.pop().unwrap();
        free.push(Reverse(now + task));
        last = last.max(now + task);
    }
    last
}

fn main() {
    let tasks = [1; 10];
    println!("workers    n/m  seconds  at work");
    for workers in 1..=10 {
        let quotient = 10.0 / workers as f64;
        let end = end(&tasks, workers);
        let busy = 10.0 / end as f64;
        println!(
            "{workers:7}  {quotient:5.2}  {end:7}  {busy:7.1}"
        );
        assert_eq!(end, 10u64.div_ceil(workers as u64));
    }
}
// ANCHOR_END: main
