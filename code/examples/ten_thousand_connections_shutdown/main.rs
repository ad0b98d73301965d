//! A server shuts down: what is idle is closed, what is in progress is finished, what does not finish is cut off.

// ANCHOR: main
use code::task::server::{Broken, Counts, Limits, Server};
use std::io;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};

const MINUTE: Duration = Duration::from_secs(60);

async fn stop(
    ends: bool,
    grace: Duration,
) -> io::Result<(String, Counts)> {
    let limits = Limits {
        connections: 100,
        request_bytes: 1024,
        idle: MINUTE,
        request: MINUTE,
    };
    let (begun, mut in_progress) = mpsc::channel(1);
    let (open, gate) = watch::channel(false);
    let handler = move |request| {
        let (begun, mut gate) = (begun.clone(), gate.clone());
        async move {
            begun.send(()).await.unwrap();
            gate.wait_for(|open| *open).await.unwrap();
            request // stands for the answer
        }
    };
    let server =
        Server::bind("127.0.0.1:0", limits, handler).await?;
    let mut idle =
        TcpStream::connect(server.address()).await?;
    let mut busy =
        TcpStream::connect(server.address()).await?;
    busy.write_all(b"hello\n").await?;
    in_progress.recv().await.unwrap();

    let shutdown = tokio::spawn(server.shutdown(grace));
    let mut text = String::new();
    idle.read_to_string(&mut text).await?; // closed at once
    if ends {
        open.send_replace(true);
    }
    busy.read_to_string(&mut text).await?;
    Ok((text, shutdown.await?))
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let (text, counts) = stop(true, MINUTE).await?;
    println!("{text:?}, broken: {:?}", counts.broken);
    assert_eq!(text, "hello");
    assert_eq!(counts.requests, counts.answered);

    let grace = Duration::from_millis(50);
    let (text, counts) = stop(false, grace).await?;
    println!("{text:?}, broken: {:?}", counts.broken);
    assert_eq!((text.as_str(), counts.open), ("", 0));
    assert_eq!(counts.broken[&Broken::Stopped], 1);
    Ok(())
}
// ANCHOR_END: main
