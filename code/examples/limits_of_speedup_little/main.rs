//! Clients that work for 10 ms on their own and 1 ms under a
//! lock, for 11 seconds on a clock that is a number.

// ANCHOR: main
use std::cmp::Reverse;
use std::collections::BinaryHeap;

const OUTSIDE: usize = 10;
const INSIDE: usize = 1;
const END: usize = 11_000;

fn main() {
    println!("clients  a second  ms at it  product  counted");
    for clients in [1, 2, 4, 8, 16, 32] {
        // When each client comes to the lock.
        let mut coming =
            BinaryHeap::from(vec![Reverse(0); clients]);
        let (mut free, mut served, mut spent) = (0, 0, 0);
        let mut at_lock = vec![0; END];
        loop {
            let Reverse(came) = coming.pop().unwrap();
            let gone = free.max(came) + INSIDE;
            if gone > END {
                break;
            }
            free = gone;
            coming.push(Reverse(gone + OUTSIDE));
            served += 1;
            spent += gone - came;
            // Once a millisecond somebody counts.
            at_lock[came..gone]
                .iter_mut()
                .for_each(|n| *n += 1);
        }
        let rate = served as f64 / END as f64;
        let latency = spent as f64 / served as f64;
        let product = rate * latency;
        let sum: usize = at_lock.iter().sum();
        let counted = sum as f64 / END as f64;
        let a_second = 1000.0 * rate;
        println!(
            "{clients:7}  {a_second:8.0}  {latency:8.1}  \
             {product:7.1}  {counted:7.1}"
        );
        assert!((product - counted).abs() < 1e-9);
    }
}
// ANCHOR_END: main
