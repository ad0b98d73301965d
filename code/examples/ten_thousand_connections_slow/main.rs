//! One byte every nine seconds: a time limit for each read never runs out. One for the whole request does.

// ANCHOR: main
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::io::{DuplexStream, duplex};
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, timeout};

const LONGEST: usize = 4096; // bytes
const SECOND: Duration = Duration::from_secs(1);

/// Reads a line, with a time limit for each read.
async fn request(mut stream: DuplexStream) -> &'static str {
    let mut line = Vec::new();
    while line.len() < LONGEST {
        let read = stream.read_buf(&mut line);
        match timeout(10 * SECOND, read).await {
            Err(_) => return "too slow",
            Ok(Err(_) | Ok(0)) => return "cut off",
            Ok(Ok(_)) if line.ends_with(b"\n") => {
                return "served";
            }
            Ok(Ok(_)) => {} // it has moved: ten seconds more
        }
    }
    "too long"
}

async fn slow_loris(mut stream: DuplexStream) {
    while stream.write_all(b"x").await.is_ok() {
        sleep(9 * SECOND).await;
    }
}

/// Two places, both taken by slow clients. How long does
/// an honest one wait for its place?
async fn honest(whole: Duration) -> Duration {
    let start = Instant::now();
    let places = Arc::new(Semaphore::new(2));
    for _ in 0..2 {
        let place = places.clone().acquire_owned().await;
        let (client, server) = duplex(64);
        tokio::spawn(slow_loris(client));
        tokio::spawn(async move {
            let _ = timeout(whole, request(server)).await;
            drop(place);
        });
    }
    let _place = places.acquire().await;
    let waited = start.elapsed();
    let (mut client, server) = duplex(64);
    client.write_all(b"hello\n").await.unwrap();
    assert_eq!(request(server).await, "served");
    waited
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let each = honest(Duration::MAX).await;
    let whole = honest(30 * SECOND).await;
    println!(
        "limit for each read: {} h",
        each.as_secs() / 3600
    );
    println!("and for all of them: {} s", whole.as_secs());
    assert_eq!(each.as_secs(), 4095 * 9);
    assert_eq!(whole.as_secs(), 30);
}
// ANCHOR_END: main
