//! A lock in the head of a `while let` is held while the body runs: two workers, one at a time.

// ANCHOR: main
use std::sync::{Barrier, Mutex};
use std::thread;

fn main() {
    let jobs = Mutex::new(vec![1, 2, 3, 4]);
    let in_the_way = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(_job) =
                    jobs.lock().unwrap().pop()
                {
                    // The work. Could anyone take a job now?
                    if jobs.try_lock().is_err() {
                        *in_the_way.lock().unwrap() += 1;
                    }
                }
            });
        }
    });
    let in_the_way = in_the_way.into_inner().unwrap();
    println!("lock held during {in_the_way} of 4 jobs");

    let jobs = Mutex::new(vec![1, 2, 3, 4]);
    let two_at_work = Barrier::new(2);
    let take = || jobs.lock().unwrap().pop();
    let done = thread::scope(|scope| {
        let work = || {
            let mut done = 0;
            while let Some(_job) = take() {
                two_at_work.wait(); // the work
                done += 1;
            }
            done
        };
        let threads = [(); 2].map(|()| scope.spawn(work));
        threads.map(|thread| thread.join().unwrap())
    });
    println!("both at work during all: {done:?}");
    assert_eq!((in_the_way, done), (4, [2, 2]));
}
// ANCHOR_END: main
