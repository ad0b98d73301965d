//! A `select!` in a loop drops the future that has not finished, and the bytes that it has read.

// ANCHOR: main
use std::io;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::io::{DuplexStream, duplex};
use tokio::select;
use tokio::time::{interval, sleep};

async fn word(
    stream: &mut DuplexStream,
) -> io::Result<String> {
    let mut word = [0; 5];
    stream.read_exact(&mut word).await?;
    Ok(String::from_utf8_lossy(&word).into())
}

async fn words(mut stream: DuplexStream) -> Vec<String> {
    let mut clock = interval(Duration::from_millis(10));
    let mut words = vec![];
    loop {
        select! {
            next = word(&mut stream) => match next {
                Ok(next) => words.push(next),
                Err(_) => return words, // the end
            },
            _ = clock.tick() => {} // something else to do
        }
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (mut sender, receiver) = duplex(64);
    let reader = tokio::spawn(words(receiver));
    sender.write_all(b"hel").await.unwrap();
    sleep(Duration::from_millis(15)).await; // a slow line
    sender.write_all(b"loworld").await.unwrap();
    drop(sender);
    let words = reader.await.unwrap();
    println!("{words:?}");
    assert_eq!(words, ["lowor"]);
}
// ANCHOR_END: main
