//! Five clients, and what each of them looks like from the server.

use std::io::{self, ErrorKind};
use tokio::io::{AsyncBufReadExt, AsyncReadExt};
use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

// ANCHOR: main
const LONGEST: u64 = 1024;

/// A line, or what is wrong with it.
async fn request(
    stream: &mut BufReader<TcpStream>,
) -> io::Result<String> {
    let mut line = String::new();
    let mut limited = stream.take(LONGEST);
    limited.read_line(&mut line).await?;
    if line.ends_with('\n') {
        Ok(line)
    } else if limited.limit() == 0 {
        Err(io::Error::new(
            ErrorKind::InvalidData,
            "too long",
        ))
    } else {
        Err(ErrorKind::UnexpectedEof.into()) // it was cut off
    }
}

async fn client(
    how: &str,
    mut stream: TcpStream,
) -> io::Result<String> {
    match how {
        "half-closed" => {
            stream.write_all(b"hello\n").await?;
            stream.shutdown().await?; // "I have said it all"
        }
        "cut off" => {
            stream.write_all(b"hel").await?;
            stream.shutdown().await?;
        }
        "reset" => {
            stream.write_all(b"hel").await?;
            stream.set_zero_linger()?;
            return Ok(String::new()); // closed by the drop
        }
        "too long" => stream.write_all(&[b'x'; 4096]).await?,
        _ => stream.write_all(b"hello\n").await?,
    }
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    for (how, expected) in [
        ("well", Ok("hello\n")),
        ("half-closed", Ok("hello\n")),
        ("cut off", Err(ErrorKind::UnexpectedEof)),
        ("reset", Err(ErrorKind::ConnectionReset)),
        ("too long", Err(ErrorKind::InvalidData)),
    ] {
        let address = listener.local_addr()?;
        let client =
            client(how, TcpStream::connect(address).await?);
        let server = async {
            let (stream, _) = listener.accept().await?;
            let mut stream = BufReader::new(stream);
            let line = request(&mut stream).await?;
            stream.write_all(line.as_bytes()).await?;
            Ok::<_, io::Error>(line)
        };
        let (answer, line) = tokio::join!(client, server);
        println!("{how}: {line:?}");
        let line = line.map_err(|error| error.kind());
        assert_eq!(line.as_deref(), expected.as_deref());
        assert!(line.is_err() || answer? == "hello\n");
    }
    Ok(())
}
// ANCHOR_END: main
