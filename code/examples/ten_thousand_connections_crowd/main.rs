//! The server of the page under a crowd: four slow clients hold all its places, and twenty honest ones are all served.

// ANCHOR: main
use code::task::server::{Broken, Limits, Server};
use std::io;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

async fn send(
    server: SocketAddr,
    bytes: &[u8],
) -> io::Result<TcpStream> {
    let mut stream = TcpStream::connect(server).await?;
    stream.write_all(bytes).await?;
    Ok(stream)
}

async fn honest(server: SocketAddr) -> io::Result<String> {
    let mut stream = send(server, b"hello\n").await?;
    stream.shutdown().await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let limits = Limits {
        connections: 4,
        request_bytes: 1024,
        idle: Duration::from_secs(60),
        request: Duration::from_millis(300),
    };
    let server = Server::bind(
        "127.0.0.1:0",
        limits,
        async |mut line| {
            line.make_ascii_uppercase();
            line
        },
    )
    .await?;
    let mut bad = Vec::new();
    for _ in 0..4 {
        bad.push(send(server.address(), b"hel").await?);
    }
    bad.push(send(server.address(), &[b'x'; 4096]).await?);
    send(server.address(), b"hel").await?; // and closes

    let mut clients = JoinSet::new();
    for _ in 0..20 {
        clients.spawn(honest(server.address()));
    }
    let answers = clients.join_all().await;
    assert!(
        answers.into_iter().all(|a| a.unwrap() == "HELLO")
    );

    let grace = Duration::from_secs(60);
    let counts = server.shutdown(grace).await;
    println!("{} answered", counts.answered);
    println!("most open: {}", counts.most_open);
    println!("{:?}", counts.broken);
    assert_eq!((counts.answered, counts.most_open), (20, 4));
    assert_eq!(counts.broken[&Broken::SlowToSend], 4);
    assert_eq!(counts.broken[&Broken::TooLong], 1);
    assert_eq!(counts.broken[&Broken::CutOff], 1);
    Ok(())
}
// ANCHOR_END: main
