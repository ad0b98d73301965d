//! A worker that waits inside `join` runs another job meanwhile: with the lock of the first still in its hands.

// ANCHOR: main
use rayon::{ThreadPoolBuilder, current_thread_index};
use std::sync::{Barrier, Mutex};

fn main() {
    let two = ThreadPoolBuilder::new().num_threads(2);
    let pool = two.build().unwrap();
    let cache = Mutex::new(None);
    let pushed = Barrier::new(2);
    let started = Barrier::new(3);
    let tried = Barrier::new(2);
    let worker = Mutex::new(None);

    pool.in_place_scope(|s| {
        // Keeps one worker until there is a half to steal.
        s.spawn(|_| _ = pushed.wait());
        s.spawn(|_| {
            let mut guard = cache.lock().unwrap();
            *worker.lock().unwrap() = current_thread_index();
            rayon::join(
                || {
                    pushed.wait(); // the other half
                    started.wait();
                },
                || {
                    started.wait(); // in the other worker
                    tried.wait(); // keeps it busy
                },
            );
            *guard = Some("the first job's");
        });

        started.wait(); // now both workers have a half
        s.spawn(|_| {
            let holder = *worker.lock().unwrap();
            let refused = cache.try_lock().err();
            tried.wait(); // before anything may panic
            println!("refused: {refused:?}");
            let here = holder == current_thread_index();
            println!("held by this thread: {here}");
            assert!(refused.is_some() && here);
        });
    });
    println!("{:?}", cache.into_inner().unwrap());
}
// ANCHOR_END: main
