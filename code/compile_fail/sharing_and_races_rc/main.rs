//! An `Rc` may not go to another thread, nor may a struct that holds one.

// ANCHOR: main
use std::rc::Rc;
use std::thread;

struct Job {
    words: Rc<Vec<String>>,
}

fn run(job: Job) {
    println!("{:?}", job.words);
}

fn main() {
    let words = Rc::new(vec!["one".to_owned()]);
    let job = Job { words: Rc::clone(&words) };

    thread::spawn(move || run(job));
    println!("{words:?}");
}
// ANCHOR_END: main
