//! The echo servers: this binary again, told by its environment what to be.

use std::env;
use std::io::{self, Read, Write};
use std::net::{self, Ipv4Addr};
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

use code::task::{Executor, TcpListener, TcpStream, spawn};
use nix::time::{ClockId, clock_gettime};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime;

use crate::room;

const ROLE: &str = "IO_BOUND_SERVER";
/// What each connection reads into.
const BUFFER: usize = 1024;
/// One request in so many computes, where there is something to compute: rarer than one in a thousand, so that the closed loop
/// has none of them at its 99.9th percentile.
const SELDOM: u32 = 1500;
const COMPUTING: Duration = Duration::from_millis(100);

/// Which server this process is started as, if it is one.
pub fn role() -> Option<String> {
    env::var(ROLE).ok()
}

/// Starts a server of this kind.
pub fn command(kind: &str) -> Command {
    let mut command = Command::new(env::current_exe().expect("it has a path"));
    command.env(ROLE, kind);
    command
}

/// Ends this process when the one that measures is gone: then the pipe is closed.
fn end_with_the_measurement() {
    thread::spawn(|| {
        let _ = io::stdin().read(&mut [0]);
        std::process::exit(1);
    });
}

/// Is the server, until it is killed.
pub fn run(kind: &str) -> ExitCode {
    room::raise_the_limit();
    end_with_the_measurement();
    let error = match kind {
        "executor" => on_our_executor(),
        "tokio" => on_tokio(runtime::Builder::new_current_thread(), Now::Never),
        "tokio-two" => on_tokio(runtime::Builder::new_multi_thread(), Now::Never),
        "tokio-stall" => on_tokio(runtime::Builder::new_current_thread(), Now::Here),
        "tokio-aside" => on_tokio(runtime::Builder::new_current_thread(), Now::Aside),
        "threads" => on_threads(Now::Never),
        "threads-stall" => on_threads(Now::Here),
        _ => Err(io::Error::other("there is no such server")),
    };
    eprintln!("{kind}: {error:?}");
    ExitCode::FAILURE
}

fn say(port: u16) {
    println!("{port}");
}

/// Where a request computes, if it is one that does.
#[derive(Clone, Copy, PartialEq)]
enum Now {
    Never,
    Here,
    Aside,
}

/// Whether it is this request's turn to compute.
fn its_turn() -> bool {
    static REQUESTS: AtomicU32 = AtomicU32::new(0);
    REQUESTS.fetch_add(1, Relaxed) % SELDOM == SELDOM - 1
}

/// By the clock of this thread, which stands still while another has the core: the work is the same whoever does it.
fn compute() {
    let used = || {
        let clock = clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID);
        Duration::from(clock.expect("every thread has one"))
    };
    let start = used();
    while used() - start < COMPUTING {}
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

fn on_tokio(mut runtime: runtime::Builder, when: Now) -> io::Result<()> {
    async fn echo(mut stream: tokio::net::TcpStream, when: Now) -> io::Result<()> {
        let mut buffer = [0; BUFFER];
        loop {
            let n = stream.read(&mut buffer).await?;
            if n == 0 {
                return Ok(());
            }
            if when != Now::Never && its_turn() {
                match when {
                    Now::Aside => tokio::task::spawn_blocking(compute).await?,
                    _ => compute(),
                }
            }
            stream.write_all(&buffer[..n]).await?;
        }
    }
    let runtime = runtime.worker_threads(2).enable_io().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        say(listener.local_addr()?.port());
        loop {
            let (stream, _) = listener.accept().await?;
            tokio::spawn(echo(stream, when));
        }
    })
}

fn on_threads(when: Now) -> io::Result<()> {
    let listener = net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    say(listener.local_addr()?.port());
    loop {
        let (mut stream, _) = listener.accept()?;
        thread::spawn(move || -> io::Result<()> {
            let mut buffer = [0; BUFFER];
            loop {
                let n = stream.read(&mut buffer)?;
                if n == 0 {
                    return Ok(());
                }
                if when != Now::Never && its_turn() {
                    compute();
                }
                stream.write_all(&buffer[..n])?;
            }
        });
    }
}
