//! Threads, one after another, until one has the number of an earlier one. Which number comes again?

// ANCHOR: main
use std::collections::HashSet;
use std::os::unix::thread::JoinHandleExt;
use std::thread;

fn main() {
    let mut handles = HashSet::new();
    let mut ids = HashSet::new();
    let mut started = 0;
    loop {
        let thread = thread::spawn(|| {});
        let handle = thread.as_pthread_t();
        started += 1;
        ids.insert(thread.thread().id());
        thread.join().unwrap();
        if !handles.insert(handle) {
            break;
        }
        assert!(started < 1000);
    }
    println!("pthread_t: one came again");
    assert_eq!(ids.len(), started);
    println!("ThreadId: all different");
}
// ANCHOR_END: main
