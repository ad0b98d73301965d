//! A free lock is taken without the kernel. A taken one puts the thread to sleep, and is not handed over in order.

// ANCHOR: sleep
use nix::sys::resource::{UsageWho, getrusage};
use nix::unistd::{Pid, gettid};
use std::sync::{Mutex, mpsc};
use std::time::Duration;
use std::{fs, thread};

/// How often this thread has gone to sleep so far.
fn sleeps() -> i64 {
    let usage = getrusage(UsageWho::RUSAGE_THREAD).unwrap();
    usage.voluntary_context_switches()
}

/// Returns when the thread sleeps in a futex.
fn until_asleep(tid: Pid) {
    let wchan = format!("/proc/self/task/{tid}/wchan");
    let place = || fs::read_to_string(&wchan).unwrap();
    for _ in 0..10_000 {
        if place().contains("futex") {
            return;
        }
        thread::sleep(Duration::from_millis(1));
    }
    panic!("still awake");
}

fn uncontended(lock: &Mutex<()>) -> i64 {
    let before = sleeps();
    for _ in 0..100_000 {
        drop(lock.lock().unwrap());
    }
    sleeps() - before
}

fn contended(lock: &Mutex<()>) -> i64 {
    let guard = lock.lock().unwrap();
    let (say, told) = mpsc::channel();
    thread::scope(|scope| {
        let other = scope.spawn(move || {
            say.send(gettid()).unwrap();
            let before = sleeps();
            drop(lock.lock().unwrap());
            sleeps() - before
        });
        until_asleep(told.recv().unwrap());
        drop(guard);
        other.join().unwrap()
    })
}
// ANCHOR_END: sleep

// ANCHOR: overtaken
fn overtaken(lock: &Mutex<()>) -> bool {
    let guard = lock.lock().unwrap();
    let (say, told) = mpsc::channel();
    let (end, go) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            say.send(gettid()).unwrap();
            let _guard = lock.lock().unwrap();
            let _ = go.recv(); // keeps the lock until then
        });
        until_asleep(told.recv().unwrap());
        drop(guard); // wakes the other, whose turn it is
        let overtaken = lock.try_lock().is_ok();
        drop(end);
        overtaken
    })
}
// ANCHOR_END: overtaken

// ANCHOR: main
fn main() {
    let lock = Mutex::new(());
    let slept = uncontended(&lock);
    println!("free 100000 times: slept {slept} times");
    assert_eq!(slept, 0);

    let slept = contended(&lock) > 0;
    println!("taken: slept {slept}");
    assert!(slept);

    let seen = (0..1000).any(|_| overtaken(&lock));
    println!("overtaken while waking: {seen}");
    assert!(seen);
}
// ANCHOR_END: main
