//! Five tasks, two workers, every order: what the order
//! costs, and what no order can save.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

fn end(tasks: &[u64], workers: usize) -> u64 {
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

// ANCHOR: main
fn orders(tasks: &[u64]) -> Vec<Vec<u64>> {
    if tasks.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for first in 0..tasks.len() {
        let mut others = tasks.to_vec();
        let task = others.remove(first);
        for mut order in orders(&others) {
            order.insert(0, task);
            all.push(order);
        }
    }
    all
}

fn main() {
    for tasks in [[1, 1, 1, 1, 4], [3, 3, 2, 2, 2]] {
        let longest = *tasks.iter().max().unwrap();
        let work: u64 = tasks.iter().sum();
        let all: Vec<u64> = orders(&tasks)
            .iter()
            .map(|order| end(order, 2))
            .collect();
        let best = *all.iter().min().unwrap();
        let worst = *all.iter().max().unwrap();
        let mut sorted = tasks;
        sorted.sort_by_key(|&task| Reverse(task));

        println!("{tasks:?}: as given {}", end(&tasks, 2));
        println!("  longest first {}", end(&sorted, 2));
        println!("  {} orders: {best} to {worst}", all.len());
        assert!(best >= longest && best * 2 >= work);
        assert!(worst * 2 <= work + longest);
    }
}
// ANCHOR_END: main
