//! A timer comes too late, although a worker is idle.

// ANCHOR: main
use std::sync::mpsc::channel;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::time::sleep;

/// Was the timer late while a worker was parked?
async fn late(nap: Duration) -> bool {
    let (word, heard) = channel();
    let second = tokio::spawn(async move {
        sleep(nap * 2).await;
        let _ = word.send(());
    });
    let first = tokio::spawn(async move {
        sleep(nap).await;
        // It blocks its worker until long after `second`.
        let limit = nap + Duration::from_millis(90);
        let late = heard.recv_timeout(limit).is_err();

        let metrics = Handle::current().metrics();
        let parked = (0..metrics.num_workers()).any(|n| {
            metrics.worker_park_unpark_count(n) % 2 == 1
        });
        late && parked
    });
    let (late, _) = tokio::join!(first, second);
    late.unwrap()
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    // Longer naps, if the machine is too busy for this.
    let mut nap = Duration::from_millis(5);
    while !late(nap).await {
        nap *= 2;
        assert!(nap < Duration::from_secs(5));
    }
    println!("late, although a worker is idle");
}
// ANCHOR_END: main
