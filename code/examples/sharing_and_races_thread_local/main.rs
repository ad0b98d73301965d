//! Each thread counts for itself. Its count is added to the total when the thread ends.

// ANCHOR: main
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::thread;

static TOTAL: AtomicU64 = AtomicU64::new(0);

struct Count {
    n: Cell<u64>,
}

impl Drop for Count {
    fn drop(&mut self) {
        TOTAL.fetch_add(self.n.get(), SeqCst);
    }
}

thread_local! {
    // Once in each thread that asks.
    static OWN: Count = const { Count { n: Cell::new(0) } };
}

fn work() {
    for _ in 0..10_000 {
        OWN.with(|own| own.n.set(own.n.get() + 1));
    }
}

fn main() {
    let threads: Vec<_> =
        (0..4).map(|_| thread::spawn(work)).collect();
    for thread in threads {
        thread.join().unwrap();
    }

    let own = OWN.with(|own| own.n.get());
    let total = TOTAL.load(SeqCst);
    println!("main's own count: {own}");
    println!("added by threads that ended: {total}");
    assert_eq!((own, total), (0, 40_000));
}
// ANCHOR_END: main
