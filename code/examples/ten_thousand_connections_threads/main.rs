//! A thread for each connection: a thousand clients that say nothing keep a thousand threads.

// ANCHOR: main
use nix::sys::resource::Resource::RLIMIT_NOFILE;
use nix::sys::resource::{getrlimit, setrlimit};
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::{fs, thread};

const CLIENTS: usize = 1000;

fn echo(mut stream: TcpStream) -> io::Result<()> {
    let mut buffer = [0; 1024];
    loop {
        let n = stream.read(&mut buffer)?;
        if n == 0 {
            return Ok(()); // the client has closed
        }
        stream.write_all(&buffer[..n])?;
    }
}

/// What the kernel says of this process.
fn status(name: &str) -> usize {
    let text =
        fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find(|l| l.starts_with(name));
    let value = line.unwrap().split_whitespace().nth(1);
    value.unwrap().parse().unwrap()
}

fn main() -> io::Result<()> {
    let (_, hard) = getrlimit(RLIMIT_NOFILE)?;
    setrlimit(RLIMIT_NOFILE, hard, hard)?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let (threads, space) =
        (status("Threads:"), status("VmSize:"));

    let server = thread::spawn(move || {
        let accepted = listener.incoming().take(CLIENTS);
        let threads: Vec<_> = accepted
            .map(|stream| thread::spawn(|| echo(stream?)))
            .collect();
        for thread in threads {
            thread.join().unwrap().unwrap();
        }
    });
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        let mut client = TcpStream::connect(address)?;
        client.write_all(b"hello")?;
        client.read_exact(&mut [0; 5])?;
        clients.push(client); // and says nothing more
    }
    let threads = status("Threads:") - threads;
    let space = (status("VmSize:") - space) / CLIENTS; // KiB
    println!("{CLIENTS} connections");
    println!("{threads} more threads");
    println!("address space: 2 MiB each, or more");
    assert!(threads == CLIENTS + 1 && space >= 2048);

    drop(clients);
    server.join().unwrap();
    Ok(())
}
// ANCHOR_END: main
