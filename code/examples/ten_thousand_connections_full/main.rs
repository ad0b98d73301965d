//! A full descriptor table: `accept` fails at once, again and again. A permit for each connection keeps the table from filling.

use nix::sys::resource::Resource::RLIMIT_NOFILE;
use nix::sys::resource::{getrlimit, setrlimit};
use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

// ANCHOR: main
/// Eight clients, whom the kernel has let in.
async fn crowd() -> io::Result<(TcpListener, Vec<TcpStream>)>
{
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let mut clients = Vec::new();
    for _ in 0..8 {
        let address = listener.local_addr()?;
        clients.push(TcpStream::connect(address).await?);
    }
    Ok((listener, clients))
}

/// From now on this process may open `n` files more.
fn leave_room_for(n: u64) -> io::Result<()> {
    // It gets the lowest number that is free.
    let lowest = File::open("/dev/null")?.as_raw_fd() as u64;
    let (_, hard) = getrlimit(RLIMIT_NOFILE)?;
    Ok(setrlimit(RLIMIT_NOFILE, lowest + n, hard)?)
}

async fn naive() -> io::Result<()> {
    let (listener, _clients) = crowd().await?;
    leave_room_for(2)?;
    let (mut open, mut failed) = (Vec::new(), 0);
    while failed < 1000 {
        match listener.accept().await {
            Ok((stream, _)) => open.push(stream),
            Err(error) => {
                // A `?` here would have ended the server.
                assert_eq!(
                    error.raw_os_error(),
                    Some(libc::EMFILE)
                );
                failed += 1;
            }
        }
    }
    println!(
        "{} accepted, then EMFILE {failed} times",
        open.len()
    );
    assert_eq!(open.len(), 2);
    Ok(())
}

async fn mended() -> io::Result<()> {
    let (listener, clients) = crowd().await?;
    let number = clients.len();
    let mut tasks = JoinSet::new();
    for client in clients {
        tasks.spawn(ask(client));
    }
    leave_room_for(2)?;
    let places = Arc::new(Semaphore::new(2));
    for _ in 0..number {
        // First a place, then a connection to put there.
        let place = places.clone().acquire_owned().await;
        let (stream, _) = listener.accept().await?;
        tokio::spawn(async move {
            let end = echo(stream).await; // closes it
            drop(place);
            end
        });
    }
    let answers = tasks.join_all().await;
    println!("{} answered, no EMFILE", answers.len());
    assert!(answers.iter().all(|a| matches!(a, Ok((5, _)))));
    Ok(())
}
// ANCHOR_END: main

async fn echo(mut stream: TcpStream) -> io::Result<u64> {
    let (mut from, mut to) = stream.split();
    tokio::io::copy(&mut from, &mut to).await
}

/// Returns the connection, so that its descriptor stays open.
async fn ask(
    mut stream: TcpStream,
) -> io::Result<(usize, TcpStream)> {
    stream.write_all(b"hello").await?;
    stream.shutdown().await?;
    let length = stream.read_to_end(&mut Vec::new()).await?;
    Ok((length, stream))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let (soft, hard) = getrlimit(RLIMIT_NOFILE)?;
    naive().await?;
    setrlimit(RLIMIT_NOFILE, soft, hard)?;
    mended().await
}
