//! An echo server and its clients, on one thread and one executor.

use std::io;
use std::net::SocketAddr;

use code::task::{Executor, TcpListener, TcpStream, spawn};

// ANCHOR: main
async fn echo(stream: TcpStream) -> io::Result<()> {
    let mut buffer = [0; 1024];
    loop {
        match stream.read(&mut buffer).await? {
            0 => return Ok(()),
            n => stream.write_all(&buffer[..n]).await?,
        }
    }
}

async fn serve(listener: TcpListener) -> io::Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        spawn(echo(stream));
    }
}

async fn ask(
    to: SocketAddr,
    word: &str,
) -> io::Result<String> {
    let stream = TcpStream::connect(to).await?;
    stream.write_all(word.as_bytes()).await?;
    let mut answer = vec![0; word.len()];
    let mut got = 0;
    while got < answer.len() {
        match stream.read(&mut answer[got..]).await? {
            0 => {
                return Err(
                    io::ErrorKind::UnexpectedEof.into()
                );
            }
            n => got += n,
        }
    }
    Ok(String::from_utf8(answer).unwrap())
}

fn main() -> io::Result<()> {
    Executor::new()?.run_until_complete(async {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let to = listener.local_addr()?;
        let server = spawn(serve(listener));
        let words = ["one", "two", "three"];
        let asked = words.map(|word| spawn(ask(to, word)));
        for answer in asked {
            println!("{}", answer.await.unwrap()?);
        }
        server.abort();
        Ok(())
    })
}
// ANCHOR_END: main
