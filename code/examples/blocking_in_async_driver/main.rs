//! A timer comes too late, although a worker is idle.

// ANCHOR: main
use std::sync::mpsc::channel;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::time::sleep;

/// Was the timer late while a worker was parked?
async fn late() -> bool {
    let (word, heard) = channel();
    let second = tokio::spawn(async move {
        sleep(Duration::from_millis(10)).await;
        let _ = word.send(());
    });
    let first = tokio::spawn(async move {
        sleep(Duration::from_millis(5)).await;
        // It blocks its worker for 90 ms past that time.
        let limit = Duration::from_millis(95);
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
    // Which worker sleeps where is a matter of chance.
    let mut rounds = 1;
    while !late().await {
        rounds += 1;
        assert!(rounds < 20);
    }
    println!("late, although a worker is idle");
}
// ANCHOR_END: main
