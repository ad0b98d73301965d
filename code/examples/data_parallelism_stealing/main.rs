//! Item 0 of 16 takes as long as all the others. Which of them get done meanwhile, by whom, in which order?

// ANCHOR: main
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

#[derive(Default)]
struct Work {
    done: Mutex<Vec<usize>>,
    more: Condvar,
}

impl Work {
    /// Item 0 waits for the others, but not for ever.
    fn item(&self, n: usize, limit: Duration) {
        let mut done = self.done.lock().unwrap();
        if n == 0 {
            (done, _) = self
                .more
                .wait_timeout_while(done, limit, |done| {
                    done.len() < 15
                })
                .unwrap();
            println!("{done:?}");
        }
        done.push(n);
        self.more.notify_one();
    }
}

fn main() {
    let short = Duration::from_millis(500);
    let long = Duration::from_secs(60);
    let pool =
        ThreadPoolBuilder::new().num_threads(2).build();

    let work = &Work::default();
    thread::scope(|s| {
        s.spawn(|| (0..8).for_each(|n| work.item(n, short)));
        s.spawn(|| (8..16).for_each(|n| work.item(n, short)));
    });

    pool.unwrap().install(|| {
        let items = || (0..16).into_par_iter();
        let work = Work::default();
        items().for_each(|n| work.item(n, short));
        let work = Work::default();
        items()
            .with_max_len(1)
            .for_each(|n| work.item(n, long));
        assert_eq!(work.done.into_inner().unwrap()[15], 0);
    });
}
// ANCHOR_END: main
