//! loom runs two transfers in every order, and reports the one that hangs. No barrier helps it.

// ANCHOR: main
use loom::sync::Mutex;
use loom::thread;
use std::panic;
use std::sync::Arc;

/// Locks `first`, then the other.
fn transfer(accounts: &[Mutex<i64>; 2], first: usize) {
    let _first = accounts[first].lock().unwrap();
    let _second = accounts[1 - first].lock().unwrap();
}

/// What loom says of two threads that begin with these.
fn check(ours: usize, theirs: usize) -> String {
    let model = move || {
        let accounts =
            Arc::new([Mutex::new(100), Mutex::new(100)]);
        let shared = Arc::clone(&accounts);
        let other =
            thread::spawn(move || transfer(&shared, theirs));
        transfer(&accounts, ours);
        other.join().unwrap();
    };
    match panic::catch_unwind(|| loom::model(model)) {
        Ok(()) => "no order hangs".to_string(),
        Err(panic) => *panic.downcast::<String>().unwrap(),
    }
}

fn main() {
    panic::set_hook(Box::new(|_| ())); // says nothing
    let answers = [check(0, 0), check(0, 1)];
    for answer in &answers {
        let (line, _) =
            answer.split_once(';').unwrap_or((answer, ""));
        println!("{line}");
    }
    assert_eq!(answers[0], "no order hangs");
    assert!(answers[1].starts_with("deadlock;"));
}
// ANCHOR_END: main
