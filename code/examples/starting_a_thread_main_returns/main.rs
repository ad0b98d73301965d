//! When `main` returns, the process ends, and with it every thread, wherever it is. Nothing of theirs is cleaned up.

// ANCHOR: main
use std::sync::mpsc;
use std::thread;

struct Report(&'static str);

impl Drop for Report {
    fn drop(&mut self) {
        println!("{} cleaned up", self.0);
    }
}

fn main() {
    let (started, has_started) = mpsc::channel();

    let joined = thread::spawn(|| {
        let _report = Report("the thread that is joined");
    });
    thread::spawn(move || {
        let _report = Report("the thread that is not");
        started.send(()).unwrap();
        loop {
            thread::park(); // stands for work that never ends
        }
    });

    joined.join().unwrap();
    has_started.recv().unwrap();
    println!("main returns");
}
// ANCHOR_END: main
