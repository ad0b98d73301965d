//! Two mends: keep the future from one turn of the loop to the next, or keep the bytes outside of it.

use std::io;
use std::pin::pin;
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

// ANCHOR: future
async fn keep_future(
    mut stream: DuplexStream,
) -> Vec<String> {
    let mut clock = interval(Duration::from_millis(10));
    let mut words = vec![];
    loop {
        let mut next = pin!(word(&mut stream));
        let next = loop {
            select! {
                next = &mut next => break next,
                _ = clock.tick() => {}
            }
        };
        match next {
            Ok(next) => words.push(next),
            Err(_) => return words,
        }
    }
}
// ANCHOR_END: future

// ANCHOR: bytes
struct Words {
    stream: DuplexStream,
    buffer: Vec<u8>, // outlives every `next`
}

impl Words {
    async fn next(&mut self) -> io::Result<String> {
        let Self { stream, buffer } = self;
        while buffer.len() < 5 {
            if stream.read_buf(buffer).await? == 0 {
                return Err(
                    io::ErrorKind::UnexpectedEof.into()
                );
            }
        }
        let word: Vec<u8> = buffer.drain(..5).collect();
        Ok(String::from_utf8_lossy(&word).into())
    }
}
// ANCHOR_END: bytes

async fn keep_bytes(stream: DuplexStream) -> Vec<String> {
    let mut clock = interval(Duration::from_millis(10));
    let mut from = Words {
        stream,
        buffer: vec![],
    };
    let mut words = vec![];
    loop {
        select! {
            next = from.next() => match next {
                Ok(next) => words.push(next),
                Err(_) => return words,
            },
            _ = clock.tick() => {}
        }
    }
}

async fn write_slowly(mut sender: DuplexStream) {
    sender.write_all(b"hel").await.unwrap();
    sleep(Duration::from_millis(15)).await;
    sender.write_all(b"loworld").await.unwrap();
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (sender, receiver) = duplex(64);
    tokio::spawn(write_slowly(sender));
    let words = keep_future(receiver).await;
    println!("future kept: {words:?}");
    assert_eq!(words, ["hello", "world"]);

    let (sender, receiver) = duplex(64);
    tokio::spawn(write_slowly(sender));
    let words = keep_bytes(receiver).await;
    println!("bytes kept:  {words:?}");
    assert_eq!(words, ["hello", "world"]);
}
