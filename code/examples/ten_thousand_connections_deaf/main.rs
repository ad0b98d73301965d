//! A client that does not read: the kernel takes some megabytes, and then the writing waits.

// ANCHOR: main
use std::io;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

const LIMIT: Duration = Duration::from_millis(200);
const MIB: usize = 1 << 20;

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let mut client = TcpStream::connect(address).await?;
    let (mut stream, _) = listener.accept().await?;

    let piece = vec![b'x'; MIB];
    let mut taken = 0;
    let error = loop {
        match timeout(LIMIT, stream.write(&piece)).await {
            Ok(n) => taken += n?,
            Err(error) => break error,
        }
        assert!(taken < 1024 * MIB, "it never waits");
    };
    println!("the kernel took less than 1 GiB");
    println!("then: {error}");

    // What it took is not lost.
    drop(stream);
    let mut read = Vec::new();
    client.read_to_end(&mut read).await?;
    println!(
        "the client reads it all: {}",
        read.len() == taken
    );
    assert!(taken > 0 && read.len() == taken);
    Ok(())
}
// ANCHOR_END: main
