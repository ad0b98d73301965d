//! A pool in twenty lines. It does its tasks until one of them
//! panics.

// ANCHOR: pool
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

type Task = Box<dyn FnOnce() + Send>;

fn pool(workers: usize) -> Sender<Task> {
    let (tasks, queue) = mpsc::channel::<Task>();
    let queue = Arc::new(Mutex::new(queue));
    for _ in 0..workers {
        let queue = Arc::clone(&queue);
        thread::spawn(move || {
            loop {
                let task = queue.lock().unwrap().recv();
                let Ok(task) = task else { break };
                task();
            }
        });
    }
    tasks
}
// ANCHOR_END: pool

// ANCHOR: main
fn main() {
    // ANCHOR_END: main
    // The panics are the point; two messages are not.
    std::panic::set_hook(Box::new(|_| {}));
    // ANCHOR: main
    let pool = pool(2);
    let (result, results) = mpsc::channel();
    let done = result.clone();
    pool.send(Box::new(move || done.send(6 * 7).unwrap()))
        .unwrap();
    println!("result: {}", results.recv().unwrap());

    let (gone, both_gone) = mpsc::channel::<()>();
    for _ in 0..2 {
        let gone = gone.clone();
        pool.send(Box::new(move || {
            let _gone = gone; // dropped by the panic
            panic!("no result");
        }))
        .unwrap();
    }
    drop(gone);
    // An error when both senders are gone.
    both_gone.recv().unwrap_err();

    // Taken by the queue or refused: nobody will run it.
    let _ = pool.send(Box::new(move || {
        result.send(7).unwrap();
    }));
    let limit = Duration::from_millis(300);
    let last = results.recv_timeout(limit);
    match last {
        Ok(result) => println!("result: {result}"),
        Err(_) => println!("nobody runs the next task"),
    }
    assert!(last.is_err());
}
// ANCHOR_END: main
