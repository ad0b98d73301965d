//! What the server does when the descriptor table is full. The limit is that of the process, so this is a test in a process
//! of its own.

use std::fs::File;
use std::os::fd::AsRawFd;
use std::time::Duration;

use code::task::server::{Limits, Server};
use nix::sys::resource::Resource::RLIMIT_NOFILE;
use nix::sys::resource::{getrlimit, setrlimit};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[tokio::test] // one thread
async fn a_full_table_delays_and_ends_nothing() {
    nix::unistd::alarm::set(300);
    let long = Duration::from_secs(200);
    let limits = Limits {
        connections: 100,
        request_bytes: 16,
        idle: long,
        request: long,
    };
    let server = Server::bind("127.0.0.1:0", limits, async |line| line)
        .await
        .unwrap();
    let mut clients = Vec::new();
    for _ in 0..6 {
        // Without an `await`, so that the server, on the same thread, accepts none of them yet.
        let client = std::net::TcpStream::connect(server.address()).unwrap();
        client.set_nonblocking(true).unwrap();
        clients.push(TcpStream::from_std(client).unwrap());
    }
    let lowest = File::open("/dev/null").unwrap().as_raw_fd() as u64;
    let (_, hard) = getrlimit(RLIMIT_NOFILE).unwrap();
    setrlimit(RLIMIT_NOFILE, lowest + 2, hard).unwrap();

    while server.counts().accept_failed < 2 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    for client in &mut clients {
        client.write_all(b"one\n").await.unwrap();
        client.shutdown().await.unwrap(); // and its descriptor stays open
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        assert_eq!(answer, "one");
    }
    let counts = server.shutdown(long).await;
    assert_eq!((counts.accepted, counts.answered, counts.closed), (6, 6, 6));
    assert!(
        counts.most_open <= 6 && counts.accept_failed < 100,
        "it does not spin: {counts:?}"
    );
}
