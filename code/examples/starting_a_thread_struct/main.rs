//! A worker with fields of its own: a struct whose method becomes the thread, in place of a subclass of `Thread`.

// ANCHOR: main
use std::thread::{self, JoinHandle};

struct Greeter {
    name: String,
    times: usize,
}

impl Greeter {
    /// Takes the worker: from here on it is its thread's.
    fn start(self) -> JoinHandle<Vec<String>> {
        thread::spawn(move || self.run())
    }

    fn run(&self) -> Vec<String> {
        (1..=self.times)
            .map(|n| format!("{} {n}", self.name))
            .collect()
    }
}

fn main() {
    let greeter = Greeter {
        name: "hello".into(),
        times: 2,
    };
    let handle = greeter.start();
    let said = handle.join().unwrap();

    println!("{said:?}");
    assert_eq!(said, ["hello 1", "hello 2"]);
}
// ANCHOR_END: main
