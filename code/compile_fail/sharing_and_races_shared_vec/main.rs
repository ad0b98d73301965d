//! An `Arc` shares, and what is shared may only be read.

// ANCHOR: main
use std::sync::Arc;
use std::thread;

fn main() {
    let words = Arc::new(vec!["one"]);
    let theirs = Arc::clone(&words);
    thread::spawn(move || theirs.push("two"));
}
// ANCHOR_END: main
