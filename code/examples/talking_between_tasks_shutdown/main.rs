//! The producers are told to stop, the worker finishes what is in the queue, and the queue ends by itself. Who does not listen is aborted.

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

async fn run(deaf: bool) {
    let start = Instant::now();
    let (jobs, inbox) = mpsc::channel(8);
    let (tasks, stop) =
        (TaskTracker::new(), CancellationToken::new());
    let never = CancellationToken::new();
    let told = if deaf { &never } else { &stop };
    let one = produce(jobs.clone(), stop.clone());
    let two = produce(jobs, told.clone());
    let handles = [
        ("worker", tasks.spawn(work(inbox))),
        ("one", tasks.spawn(one)),
        ("two", tasks.spawn(two)),
    ];

    sleep(100 * MS).await; // until somebody presses Ctrl-C
    stop.cancel();
    tasks.close(); // no more will be spawned
    let all = timeout(1000 * MS, tasks.wait()).await;
    if all.is_err() {
        handles.iter().for_each(|(_, task)| task.abort());
    }
    let (time, ok) = (start.elapsed(), all.is_ok());
    println!("{} ms, all ended: {ok}", time.as_millis());
    assert!(ok != deaf);

    let mut counts = vec![];
    for (name, task) in handles {
        match task.await {
            Ok(jobs) => {
                println!("  {name}: {jobs}");
                counts.push(jobs);
            }
            Err(_) => println!("  {name}: cut off"),
        }
    }
    assert!(deaf || counts[0] == counts[1] + counts[2]);
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    run(false).await;
    run(true).await; // the second producer never listens
}
// ANCHOR_END: main
