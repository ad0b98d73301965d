//! A semaphore, built from a mutex and a condition variable: so many at once, and no more.

// ANCHOR: semaphore
use std::sync::{Condvar, Mutex};

struct Semaphore {
    free: Mutex<u32>,
    freed: Condvar,
}

struct Permit<'a>(&'a Semaphore);

impl Semaphore {
    fn new(permits: u32) -> Self {
        let (free, freed) =
            (Mutex::new(permits), Condvar::new());
        Semaphore { free, freed }
    }

    fn acquire(&self) -> Permit<'_> {
        let mut free = self.free.lock().unwrap();
        while *free == 0 {
            free = self.freed.wait(free).unwrap();
        }
        *free -= 1;
        Permit(self)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap() += 1;
        self.0.freed.notify_one();
    }
}
// ANCHOR_END: semaphore

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

fn main() {
    let connections = Semaphore::new(3);
    let (inside, most) =
        (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let _permit = connections.acquire();
                let now = inside.fetch_add(1, Relaxed) + 1;
                most.fetch_max(now, Relaxed);
                // The query.
                thread::sleep(Duration::from_millis(20));
                inside.fetch_sub(1, Relaxed);
            });
        }
    });
    let most = most.into_inner();
    println!("at most three at once: {}", most <= 3);
    assert!(most <= 3);
}
// ANCHOR_END: main
