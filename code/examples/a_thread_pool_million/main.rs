//! A million tasks, ten results: how many tasks were made?

// ANCHOR: main
use std::cell::Cell;

use code::thread_pool::ThreadPool;

fn main() {
    let pool = ThreadPool::new(2).unwrap();
    let made = Cell::new(0);
    let numbers = (0..1_000_000_u64)
        .inspect(|_| made.set(made.get() + 1));

    let squares = pool.map(numbers, |n| n * n);
    println!("before the first: {} made", made.get());
    let sum: u64 = squares.take(10).map(Result::unwrap).sum();
    println!("the first ten squares: {sum}");
    println!("after the tenth: {} made", made.get());
    assert_eq!((sum, made.get()), (285, 2 * 32 + 9));
}
// ANCHOR_END: main
