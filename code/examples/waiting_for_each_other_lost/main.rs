//! A notification that nobody waits for yet is gone. What has happened must be written down, under the lock.

// ANCHOR: main
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

const LIMIT: Duration = Duration::from_millis(300);

fn wait(changed: &Condvar, ready: &Mutex<bool>) -> bool {
    let ready = ready.lock().unwrap();
    let (_ready, result) =
        changed.wait_timeout(ready, LIMIT).unwrap();
    !result.timed_out()
}

fn look_first(
    changed: &Condvar,
    ready: &Mutex<bool>,
) -> bool {
    let ready = ready.lock().unwrap();
    let (ready, _) = changed
        .wait_timeout_while(ready, LIMIT, |ready| !*ready)
        .unwrap();
    *ready
}

fn main() {
    let (changed, ready) =
        (Condvar::new(), Mutex::new(false));
    let worker = || {
        *ready.lock().unwrap() = true;
        changed.notify_one();
    };
    // The worker is fast. When it ends, nobody waits yet.
    thread::scope(|scope| _ = scope.spawn(worker));

    let heard = wait(&changed, &ready);
    println!("wait: heard of it: {heard}");
    assert!(!heard);

    let heard = look_first(&changed, &ready);
    println!("look, then wait: heard of it: {heard}");
    assert!(heard);
}
// ANCHOR_END: main
