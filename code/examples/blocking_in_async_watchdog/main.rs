//! A thread beside the runtime says which task does not give the thread back.

// ANCHOR: main
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

type Poll = (&'static str, Instant);
static POLLED: Mutex<Option<Poll>> = Mutex::new(None);

/// Forgets the name, even if the task panics.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        *POLLED.lock().unwrap() = None;
    }
}

/// Leaves the task's name while the task has the thread.
async fn named<F: Future>(
    name: &'static str,
    task: F,
) -> F::Output {
    let mut task = pin!(task);
    poll_fn(|context| {
        let poll = (name, Instant::now());
        *POLLED.lock().unwrap() = Some(poll);
        let _forget = Forget;
        task.as_mut().poll(context)
    })
    .await
}

fn watchdog(limit: Duration, culprit: Sender<&str>) {
    loop {
        thread::sleep(limit / 10);
        let polled = *POLLED.lock().unwrap();
        let Some((name, since)) = polled else {
            continue;
        };
        if since.elapsed() > limit {
            return culprit.send(name).unwrap();
        }
    }
}
// ANCHOR_END: main

// ANCHOR: use
async fn heartbeat() {
    loop {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// Blocks until the watchdog has barked.
async fn report(barked: Receiver<&str>) -> Option<&str> {
    barked.recv_timeout(Duration::from_secs(20)).ok()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (bark, barked) = channel();
    let limit = Duration::from_millis(200);
    thread::spawn(move || watchdog(limit, bark));

    tokio::spawn(named("heartbeat", heartbeat()));
    let report = named("report", report(barked));
    let culprit = tokio::spawn(report).await.unwrap();
    println!("too long in one poll: {culprit:?}");
    assert_eq!(culprit, Some("report"));
}
// ANCHOR_END: use
