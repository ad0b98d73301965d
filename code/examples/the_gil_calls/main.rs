//! A GIL by hand, and calls that let go of it or do not: as CPython's do, whose own GIL the twin asks.

// ANCHOR: gil
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

/// One lock for all threads of the interpreter.
struct Gil {
    held: Mutex<bool>,
    freed: Condvar,
    wanted: AtomicBool,
    switch_interval: Duration,
}

impl Gil {
    fn take(&self) {
        let mut held = self.held.lock().unwrap();
        while *held {
            let time = self.switch_interval;
            let (lock, waited) =
                self.freed.wait_timeout(held, time).unwrap();
            held = lock;
            if waited.timed_out() && *held {
                self.wanted.store(true, Relaxed);
            }
        }
        *held = true;
        self.wanted.store(false, Relaxed);
    }

    fn let_go(&self) {
        *self.held.lock().unwrap() = false;
        self.freed.notify_one();
    }

    /// The interpreter asks it at calls and at the end of
    /// each turn of a loop.
    fn is_wanted(&self) -> bool {
        self.wanted.load(Relaxed)
    }

    /// For calls that use nothing of Python's meanwhile.
    fn detach<R>(&self, call: impl FnOnce() -> R) -> R {
        self.let_go();
        let result = call();
        self.take();
        result
    }
}
// ANCHOR_END: gil

// ANCHOR: main
use std::hint::black_box;
use std::sync::mpsc;
use std::thread;

fn sleep(gil: &Gil) {
    gil.detach(|| thread::sleep(Duration::from_millis(10)));
}

fn wait_for_a_lock(gil: &Gil) {
    let (taken, released) = (Mutex::new(()), Condvar::new());
    let time = Duration::from_millis(10);
    let wait = || {
        let guard = taken.lock().unwrap();
        drop(released.wait_timeout(guard, time).unwrap());
    };
    gil.detach(wait);
}

fn hash(gil: &Gil, bytes: &[u8]) {
    let digest = || {
        black_box(bytes.iter().fold(0_u64, |hash, &byte| {
            hash.wrapping_mul(31).wrapping_add(byte.into())
        }));
    };
    if bytes.len() > 2047 {
        gil.detach(digest);
    } else {
        digest();
    }
}

fn sort(_: &Gil) {
    let mut numbers: Vec<_> = (0..5000).rev().collect();
    black_box(&mut numbers).sort();
}

fn ran_meanwhile(gil: &Gil, call: &dyn Fn(&Gil)) -> bool {
    let (go, wait) = mpsc::channel();
    let ran = &AtomicBool::new(false);
    thread::scope(|scope| {
        let thread = scope.spawn(move || {
            wait.recv().expect("a word to go");
            gil.take();
            ran.store(true, Relaxed);
            gil.let_go();
        });
        go.send(()).expect("it waits");
        call(gil);
        let meanwhile = ran.load(Relaxed);
        gil.detach(|| thread.join().unwrap());
        meanwhile
    })
}

fn report(name: &str, call: &dyn Fn(&Gil)) -> bool {
    let gil = Gil {
        held: Mutex::new(true), // by this thread
        freed: Condvar::new(),
        wanted: AtomicBool::new(false),
        switch_interval: Duration::from_secs(1000),
    };
    // More than one try: the other may be slow to wake.
    let ran = (0..50).any(|_| ran_meanwhile(&gil, call));
    assert!(!gil.is_wanted());
    let who =
        if ran { "another thread" } else { "nobody else" };
    println!("{name:20} {who} runs");
    ran
}

fn main() {
    let large = vec![0; 8 << 20];
    let small = [0; 2047];

    assert!(report("sleep", &sleep));
    assert!(report("wait for a lock", &wait_for_a_lock));
    assert!(report("hash of 8 MiB", &|gil| hash(
        gil, &large
    )));
    assert!(!report("hash of 2047 bytes", &|gil| hash(
        gil, &small
    )));
    assert!(!report("sort", &sort));
}
// ANCHOR_END: main
