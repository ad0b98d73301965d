//! Whoever owns a mutex needs no lock: nobody else can reach the data.

// ANCHOR: main
use std::sync::{Arc, Mutex};
use std::thread;

static LOG: Mutex<Vec<&str>> = Mutex::new(Vec::new());

fn main() {
    let mut words = Mutex::new(vec!["zero"]);
    words.get_mut().unwrap().push("one"); // no lock taken

    let words = Arc::new(words);
    let theirs = Arc::clone(&words);
    let thread = thread::spawn(move || {
        theirs.lock().unwrap().push("two");
        LOG.lock().unwrap().push("the thread was here");
    });
    thread.join().unwrap();

    let words =
        Arc::into_inner(words).expect("the last owner");
    let words: Vec<&str> = words.into_inner().unwrap();
    println!("{words:?}");
    println!("{:?}", LOG.lock().unwrap());
    assert_eq!(words, ["zero", "one", "two"]);
}
// ANCHOR_END: main
