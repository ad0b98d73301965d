//! A task for each connection: a thousand clients that say nothing, and not one thread for them.

use nix::sys::resource::Resource::RLIMIT_NOFILE;
use nix::sys::resource::{getrlimit, setrlimit};
use std::{fs, io};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

const CLIENTS: usize = 1000;

/// What the kernel says of this process.
fn status(name: &str) -> usize {
    let text =
        fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find(|l| l.starts_with(name));
    let value = line.unwrap().split_whitespace().nth(1);
    value.unwrap().parse().unwrap()
}

// ANCHOR: main
async fn echo(mut stream: TcpStream) -> io::Result<()> {
    let mut buffer = [0; 1024];
    loop {
        let n = stream.read(&mut buffer).await?;
        if n == 0 {
            return Ok(()); // the client has closed
        }
        stream.write_all(&buffer[..n]).await?;
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let (_, hard) = getrlimit(RLIMIT_NOFILE)?;
    setrlimit(RLIMIT_NOFILE, hard, hard)?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let (threads, space) =
        (status("Threads:"), status("VmSize:"));

    let server = tokio::spawn(async move {
        let mut tasks = JoinSet::new();
        for _ in 0..CLIENTS {
            let (stream, _) = listener.accept().await?;
            tasks.spawn(echo(stream));
        }
        tasks.join_all().await.into_iter().collect()
    });
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        let mut client = TcpStream::connect(address).await?;
        client.write_all(b"hello").await?;
        client.read_exact(&mut [0; 5]).await?;
        clients.push(client); // and says nothing more
    }
    let threads = status("Threads:") - threads;
    let space = (status("VmSize:") - space) / CLIENTS; // KiB
    println!("{CLIENTS} connections");
    println!("{threads} more threads");
    println!("address space: less than 64 KiB each");
    assert!(threads == 0 && space < 64);

    drop(clients);
    server.await?
}
// ANCHOR_END: main
