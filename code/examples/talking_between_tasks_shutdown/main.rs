//! The producers are told to stop, the worker finishes what is in the queue, and the queue ends by itself.

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

const MS: Duration = Duration::from_millis(1);

type Jobs = mpsc::Sender<u32>;

async fn produce(jobs: Jobs, stop: CancellationToken) -> u32 {
    for made in 0.. {
        tokio::select! {
            _ = stop.cancelled() => return made,
            _ = sleep(3 * MS) => {} // a request
        }
        jobs.send(made).await.unwrap(); // not given up
    }
    unreachable!()
}

async fn work(mut jobs: mpsc::Receiver<u32>) -> u32 {
    let mut done = 0;
    while jobs.recv().await.is_some() {
        sleep(10 * MS).await;
        done += 1;
    }
    done // no sender is left
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let (jobs, inbox) = mpsc::channel(8);
    let (tasks, stop) =
        (TaskTracker::new(), CancellationToken::new());
    let worker = tasks.spawn(work(inbox));
    let one =
        tasks.spawn(produce(jobs.clone(), stop.clone()));
    let two = tasks.spawn(produce(jobs, stop.clone()));

    sleep(100 * MS).await; // until somebody presses Ctrl-C
    stop.cancel();
    tasks.close(); // no more will be spawned
    let all = timeout(1000 * MS, tasks.wait()).await;
    println!("all ended in time: {}", all.is_ok());

    let made = one.await.unwrap() + two.await.unwrap();
    let done = worker.await.unwrap();
    let time = start.elapsed().as_millis();
    println!("made {made}, done {done}, after {time} ms");
    assert!(all.is_ok() && made == done && time > 100);
}
// ANCHOR_END: main
