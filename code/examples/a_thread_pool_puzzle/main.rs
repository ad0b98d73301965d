//! Three tasks flip each letter of one word, and some of them
//! read a letter before the others have written it.

// ANCHOR: main
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Barrier};

use code::thread_pool::ThreadPool;

/// Three tasks flip all letters; so many of them in step.
fn puzzle(pool: &ThreadPool, in_step: usize) -> String {
    let word = b"idmmn!vnsme".map(AtomicU8::new);
    let word = Arc::new(word);
    let flip = |all_have: &Arc<Barrier>| {
        let (word, all_have) =
            (Arc::clone(&word), Arc::clone(all_have));
        pool.submit(move || {
            for letter in word.iter() {
                let read = letter.load(Ordering::Relaxed);
                all_have.wait(); // read it
                letter.store(read ^ 1, Ordering::Relaxed);
                all_have.wait(); // written it
            }
        })
    };
    let all_have = Arc::new(Barrier::new(in_step));
    let tasks: Vec<_> =
        (0..in_step).map(|_| flip(&all_have)).collect();
    for task in tasks {
        task.result().unwrap();
    }
    for _ in in_step..3 {
        let alone = Arc::new(Barrier::new(1));
        flip(&alone).result().unwrap();
    }
    let letters = word
        .iter()
        .map(|letter| letter.load(Ordering::Relaxed));
    letters.map(char::from).collect()
}

fn main() {
    let pool = ThreadPool::new(3).unwrap();
    println!("one by one:   {}", puzzle(&pool, 1));
    println!("two together: {}", puzzle(&pool, 2));
    println!("all three:    {}", puzzle(&pool, 3));
    // ANCHOR_END: main

    assert_eq!(puzzle(&pool, 1), "hello world");
    assert_eq!(puzzle(&pool, 2), "idmmn!vnsme");
    assert_eq!(puzzle(&pool, 3), "hello world");
    // ANCHOR: main
}
// ANCHOR_END: main
