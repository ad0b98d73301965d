//! A channel whose last sender goes without a word: loom finds the order in which the receiver sleeps for ever.

// ANCHOR: main
use loom::sync::{Condvar, Mutex};
use loom::thread;
use std::collections::VecDeque;
use std::panic;
use std::sync::Arc;

#[derive(Default)]
struct Channel {
    /// The messages, and whether it has ended.
    state: Mutex<(VecDeque<u32>, bool)>,
    changed: Condvar,
}

impl Channel {
    fn send(&self, message: u32) {
        self.state.lock().unwrap().0.push_back(message);
        self.changed.notify_one();
    }

    fn end(&self, wake: bool) {
        self.state.lock().unwrap().1 = true;
        if wake {
            self.changed.notify_all();
        }
    }

    fn recv(&self) -> Option<u32> {
        let mut state = self.state.lock().unwrap();
        while state.0.is_empty() && !state.1 {
            state = self.changed.wait(state).unwrap();
        }
        state.0.pop_front()
    }
}

fn check(wake: bool) -> Result<(), String> {
    let model = move || {
        loom::model(move || {
            let channel = Arc::new(Channel::default());
            let sender = Arc::clone(&channel);
            let sending = thread::spawn(move || {
                sender.send(7);
                sender.end(wake);
            });
            assert_eq!(channel.recv(), Some(7));
            assert_eq!(channel.recv(), None);
            sending.join().unwrap();
        })
    };
    panic::catch_unwind(model).map_err(|said| {
        let said = said.downcast::<String>().unwrap();
        said.split(';').next().unwrap().to_string()
    })
}

fn main() {
    panic::set_hook(Box::new(|_| {})); // we print it
    let silent = check(false);
    println!("ends silently: {silent:?}");
    let wakes = check(true);
    println!("wakes all: {wakes:?}");
    assert!(wakes.is_ok());
    assert!(silent.unwrap_err().contains("deadlock"));
}
// ANCHOR_END: main
