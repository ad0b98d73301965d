//! A method that holds a lock calls another, which takes the same lock.

// ANCHOR: main
use parking_lot::ReentrantMutex;
use std::cell::RefCell;
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

#[derive(Default)]
struct Log {
    lines: Mutex<Vec<String>>,
}

impl Log {
    fn add(&self, line: &str) {
        self.lines.lock().unwrap().push(line.into());
    }

    fn add_all(&self, lines: &[&str]) {
        // Nobody else's line shall come in between.
        let _lines = self.lines.lock().unwrap();
        for line in lines {
            self.add(line);
        }
    }
}

fn main() {
    static LOG: Log = Log {
        lines: Mutex::new(Vec::new()),
    };
    let (sender, ended) = mpsc::channel();
    let add = move || {
        LOG.add_all(&["one", "two"]);
        sender.send(())
    };
    thread::spawn(add);
    let limit = Duration::from_millis(200);
    let ended = ended.recv_timeout(limit);
    let hangs = ended == Err(RecvTimeoutError::Timeout);
    println!("Mutex: hangs: {hangs}");

    let lines =
        ReentrantMutex::new(RefCell::new(vec!["one"]));
    let outer = lines.lock();
    // The same thread, so the lock does not wait.
    lines.lock().borrow_mut().push("two");
    println!("ReentrantMutex: {:?}", outer.borrow());
    let reads = outer.borrow();
    let changes = lines.lock().try_borrow_mut().is_ok();
    println!("changed while it is read: {changes}");
    assert_eq!(*reads, ["one", "two"]);
    assert!(hangs && !changes);
}
// ANCHOR_END: main
