//! A queue that saves notifies: only the task that finds it
//! empty wakes a worker. loom finds what is wrong with that.

// ANCHOR: main
use loom::sync::{Condvar, Mutex};
use loom::thread;
use std::sync::Arc;

struct Queue {
    tasks: Mutex<Vec<u32>>,
    work: Condvar,
    /// Notify only if the queue was empty.
    sparing: bool,
}

impl Queue {
    fn push(&self, task: u32) {
        let mut tasks = self.tasks.lock().unwrap();
        let was_empty = tasks.is_empty();
        tasks.push(task);
        if was_empty || !self.sparing {
            self.work.notify_one();
        }
    }

    fn pop(&self) -> u32 {
        let mut tasks = self.tasks.lock().unwrap();
        loop {
            match tasks.pop() {
                Some(task) => return task,
                None => {
                    tasks = self.work.wait(tasks).unwrap()
                }
            }
        }
    }
}

/// Two workers, of which each takes one task.
fn two_tasks_two_workers(sparing: bool) {
    loom::model(move || {
        let queue = Arc::new(Queue {
            tasks: Mutex::new(Vec::new()),
            work: Condvar::new(),
            sparing,
        });
        let workers = [0; 2].map(|_| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop())
        });
        queue.push(1);
        queue.push(2);
        for worker in workers {
            worker.join().unwrap();
        }
    });
}
// ANCHOR_END: main

fn main() {
    two_tasks_two_workers(false);
    println!("a notify for each task: every order is right");

    std::panic::set_hook(Box::new(|_| {}));
    let found = std::panic::catch_unwind(|| {
        two_tasks_two_workers(true)
    });
    let panic = found.expect_err("loom finds it");
    let said = panic.downcast_ref::<String>().unwrap();
    let (word, _) = said.split_once(';').unwrap();
    println!("a notify for an empty queue: {word}");
    assert_eq!(word, "deadlock");
}
