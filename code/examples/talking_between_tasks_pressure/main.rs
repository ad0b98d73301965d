//! A producer ten times as fast as its consumer, with much room between the two and with little.

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep};

const MS: Duration = Duration::from_millis(1);

async fn run(room: usize) -> (usize, [u128; 3]) {
    let (sender, mut receiver) = mpsc::channel(room);
    let start = Instant::now();
    let producer = tokio::spawn(async move {
        for _ in 0..100 {
            sleep(MS).await; // makes it
            sender.send(Instant::now()).await.unwrap();
        }
        start.elapsed()
    });
    let mut deepest = 0;
    let mut longest = Duration::ZERO;
    while let Some(made) = receiver.recv().await {
        longest = longest.max(made.elapsed());
        sleep(10 * MS).await; // works on it
        deepest = deepest.max(receiver.len());
    }
    let end = start.elapsed();
    let times = [longest, producer.await.unwrap(), end];
    (deepest, times.map(|time| time.as_millis()))
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    for room in [100, 4] {
        let (deepest, [longest, made, end]) = run(room).await;
        println!("room for {room}: {deepest} wait");
        println!("  the last is sent after {made} ms");
        println!("  the last is done after {end} ms");
        println!("  the longest wait is {longest} ms");
        assert!(deepest <= room && end == 1001);
    }
}
// ANCHOR_END: main
