//! Parallel loops inside a parallel loop share one pool. Threads inside threads are more threads.

// ANCHOR: main
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::collections::HashSet;
use std::sync::Mutex;
use std::thread::{self, ThreadId};

fn main() {
    let seen = Mutex::new(HashSet::<ThreadId>::new());
    let job = || {
        seen.lock().unwrap().insert(thread::current().id());
    };

    let two = ThreadPoolBuilder::new().num_threads(2);
    let two = two.build().unwrap();
    two.install(|| {
        (0..8).into_par_iter().for_each(|_| {
            job();
            (0..8).into_par_iter().for_each(|_| job());
        });
    });
    assert!(seen.lock().unwrap().len() <= 2);
    println!("par_iter in par_iter: two threads at most");

    seen.lock().unwrap().clear();
    thread::scope(|s| {
        let outer = || {
            job();
            thread::scope(|s| {
                (0..8).for_each(|_| drop(s.spawn(job)));
            });
        };
        (0..8).for_each(|_| drop(s.spawn(outer)));
    });
    let threads = seen.lock().unwrap().len();
    println!("scope in scope: {threads} threads");

    let three = ThreadPoolBuilder::new().num_threads(3);
    assert!(three.build_global().is_ok());
    println!("{} here", rayon::current_num_threads());
    let there = two.install(rayon::current_num_threads);
    println!("{there} in a pool of two");
    let again = ThreadPoolBuilder::new().build_global();
    println!("{}", again.unwrap_err());
}
// ANCHOR_END: main
