//! The echo servers: this binary again, told by its environment what to be.

use std::env;
use std::io::{self, Read, Write};
use std::net::{self, Ipv4Addr};
use std::process::{Command, ExitCode};
use std::thread;

use code::task::{Executor, TcpListener, TcpStream, spawn};
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const ROLE: &str = "AN_EVENT_LOOP_SERVER";
/// What each connection reads into.
const BUFFER: usize = 1024;

/// What this process is started for, if it is not the one that measures.
pub fn role() -> Option<String> {
    env::var(ROLE).ok()
}

/// Starts a server of this kind.
pub fn command(kind: &str) -> Command {
    let mut command = Command::new(env::current_exe().expect("it has a path"));
    command.env(ROLE, kind);
    command
}

/// As many open files as the hard limit allows.
pub fn raise_the_limit() {
    let (_, hard) = getrlimit(Resource::RLIMIT_NOFILE).expect("it can be asked");
    setrlimit(Resource::RLIMIT_NOFILE, hard, hard).expect("up to the hard limit one may");
}

/// Is the server, until it is killed.
pub fn run(kind: &str) -> ExitCode {
    raise_the_limit();
    // Whoever measures may die: then the pipe is closed.
    thread::spawn(|| {
        let _ = io::stdin().read(&mut [0]);
        std::process::exit(1);
    });
    let error = match kind {
        "executor" => on_our_executor(),
        "tokio" => on_tokio(),
        "threads" => on_threads(),
        _ => Err(io::Error::other("there is no such server")),
    };
    eprintln!("{kind}: {error:?}");
    ExitCode::FAILURE
}

fn say(port: u16) {
    println!("{port}");
}

fn on_our_executor() -> io::Result<()> {
    async fn echo(stream: TcpStream) -> io::Result<()> {
        let mut buffer = [0; BUFFER];
        loop {
            match stream.read(&mut buffer).await? {
                0 => return Ok(()),
                n => stream.write_all(&buffer[..n]).await?,
            }
        }
    }
    Executor::new()?.run_until_complete(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        say(listener.local_addr()?.port());
        loop {
            let (stream, _) = listener.accept().await?;
            spawn(echo(stream));
        }
    })
}

fn on_tokio() -> io::Result<()> {
    async fn echo(mut stream: tokio::net::TcpStream) -> io::Result<()> {
        let mut buffer = [0; BUFFER];
        loop {
            match stream.read(&mut buffer).await? {
                0 => return Ok(()),
                n => stream.write_all(&buffer[..n]).await?,
            }
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        say(listener.local_addr()?.port());
        loop {
            let (stream, _) = listener.accept().await?;
            tokio::spawn(echo(stream));
        }
    })
}

fn on_threads() -> io::Result<()> {
    let listener = net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    say(listener.local_addr()?.port());
    loop {
        let (mut stream, _) = listener.accept()?;
        thread::spawn(move || -> io::Result<()> {
            let mut buffer = [0; BUFFER];
            loop {
                match stream.read(&mut buffer)? {
                    0 => return Ok(()),
                    n => stream.write_all(&buffer[..n])?,
                }
            }
        });
    }
}
