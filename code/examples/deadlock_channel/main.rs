//! One thread sends while it holds a lock. The other needs the lock before it can receive the next message.

// ANCHOR: main
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

type Log = Arc<Mutex<Vec<String>>>;

fn hold(log: Log, queue: SyncSender<u32>) {
    let mut log = log.lock().unwrap();
    for job in 0..5 {
        queue.send(job).unwrap(); // waits while it is full
        log.push(format!("sent {job}"));
    }
}

fn let_go(log: Log, queue: SyncSender<u32>) {
    for job in 0..5 {
        queue.send(job).unwrap();
        log.lock().unwrap().push(format!("sent {job}"));
    }
}

fn receive(log: Log, queue: Receiver<u32>) {
    for job in queue {
        log.lock().unwrap().push(format!("got {job}"));
    }
}

/// Whether both end within the limit.
fn run(
    send: fn(Log, SyncSender<u32>),
    limit: Duration,
) -> bool {
    let log = Log::default();
    let (sender, receiver) = mpsc::sync_channel(1);
    let (done, ended) = mpsc::channel::<()>();
    let (a, b, also_done) =
        (log.clone(), log.clone(), done.clone());
    thread::spawn(move || {
        send(a, sender);
        drop(done);
    });
    thread::spawn(move || {
        receive(b, receiver);
        drop(also_done);
    });
    // Both ends of `done` dropped: an error, and not Timeout.
    let ended = ended.recv_timeout(limit);
    ended == Err(mpsc::RecvTimeoutError::Disconnected)
        && log.lock().unwrap().len() == 10
}

fn main() {
    let held = run(hold, Duration::from_millis(200));
    println!("sent under the lock:   ended: {held}");
    let free = run(let_go, Duration::from_secs(20));
    println!("sent without the lock: ended: {free}");
    assert_eq!((held, free), (false, true));
}
// ANCHOR_END: main
