//! A worker that waits inside `join` runs another job meanwhile: with the lock of the first still in its hands.

// ANCHOR: main
use rayon::{ThreadPoolBuilder, current_thread_index};
use std::sync::{Barrier, Mutex};

fn main() {
    let two = ThreadPoolBuilder::new().num_threads(2);
    let pool = two.build().unwrap();
    let cache = Mutex::new(None);
    let started = Barrier::new(3);
    let tried = Barrier::new(2);
    let worker = Mutex::new(None);

    pool.in_place_scope(|s| {
        s.spawn(|_| {
            let mut guard = cache.lock().unwrap();
            *worker.lock().unwrap() = current_thread_index();
            rayon::join(
                || started.wait(),
                || {
                    started.wait(); // by the other worker
                    tried.wait(); // keeps it busy
                },
            );
            *guard = Some("the first job's");
        });

        started.wait(); // now both workers have a half
        s.spawn(|_| {
            let holder = *worker.lock().unwrap();
            println!("refused: {:?}", cache.try_lock().err());
            println!(
                "held by this thread: {}",
                holder == current_thread_index()
            );
            assert_eq!(holder, current_thread_index());
            assert!(cache.try_lock().is_err());
            tried.wait();
        });
    });
    println!("{:?}", cache.into_inner().unwrap());
}
// ANCHOR_END: main
