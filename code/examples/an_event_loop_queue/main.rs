//! An executor that polls only who has been woken, and sleeps otherwise.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake};
use std::thread;

use tokio::sync::oneshot;

// ANCHOR: executor
type Job = Pin<Box<dyn Future<Output = ()> + Send>>;

struct Task {
    name: &'static str,
    polls: AtomicU32,
    /// `None` when it has ended.
    job: Mutex<Option<Job>>,
    ready: Sender<Arc<Task>>,
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        let ready = self.ready.clone();
        // An error: the executor has gone home.
        let _ = ready.send(self);
    }
}

fn run(jobs: Vec<(&'static str, Job)>) {
    let (ready, queue) = channel();
    for (name, job) in jobs {
        let polls = AtomicU32::new(0);
        let job = Mutex::new(Some(job));
        let ready = ready.clone();
        Arc::new(Task {
            name,
            polls,
            job,
            ready,
        })
        .wake();
    }
    drop(ready);
    // Ends when no task is left that could be woken.
    while let Ok(task) = queue.recv() {
        let waker = task.clone().into();
        let mut context = Context::from_waker(&waker);
        let mut job = task.job.lock().unwrap();
        // Woken twice, it may have ended meanwhile.
        let Some(future) = job.as_mut() else { continue };
        let polls =
            1 + task.polls.fetch_add(1, Ordering::Relaxed);
        if future.as_mut().poll(&mut context).is_ready() {
            *job = None;
            println!("{}: polled {polls} times", task.name);
        }
    }
}
// ANCHOR_END: executor

// ANCHOR: main
fn main() {
    let (start, started) = channel();
    let (tell, told) = oneshot::channel();
    let (add, added) = oneshot::channel();
    let checks = async {
        assert_eq!(added.await.unwrap(), 42);
    };
    let adds = async move {
        let n: u32 = told.await.unwrap();
        add.send(n + 1).unwrap();
    };
    let starts = async move { start.send(()).unwrap() };
    let outside = thread::spawn(move || {
        started.recv().unwrap();
        tell.send(41).unwrap();
    });
    run(vec![
        ("checks", Box::pin(checks)),
        ("adds", Box::pin(adds)),
        ("starts", Box::pin(starts)),
    ]);
    outside.join().unwrap();
}
// ANCHOR_END: main
