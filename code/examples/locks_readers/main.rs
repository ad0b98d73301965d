//! Three readers are inside a read lock at once, and no writer is.

// ANCHOR: main
use std::sync::{Barrier, RwLock};
use std::thread;

fn main() {
    let text = RwLock::new(String::from("draft"));
    let all_three = Barrier::new(3);

    let reader = || {
        let guard = text.read().unwrap();
        all_three.wait(); // nobody leaves before all are in
        let writer_kept_out = text.try_write().is_err();
        all_three.wait();
        (guard.len(), writer_kept_out)
    };
    let seen = thread::scope(|scope| {
        let threads = [(); 3].map(|()| scope.spawn(reader));
        threads.map(|thread| thread.join().unwrap())
    });
    println!("three readers at once: {seen:?}");
    assert_eq!(seen, [(5, true); 3]);

    let mut writing = text.write().unwrap();
    writing.push_str(", revised");
    let reader_kept_out = text.try_read().is_err();
    println!("reader kept out: {reader_kept_out}");
    assert!(reader_kept_out);
}
// ANCHOR_END: main
