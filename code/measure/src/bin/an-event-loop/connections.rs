//! Connections that are open and silent. The clients are here, the server is another process.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};

use measure::{Bound, MemoryCandidate, Suite, python};
use nix::sys::resource::{Resource, getrlimit};

use crate::server;

/// What ten thousand of may take a hundred megabytes.
const SHARE: usize = 10_000;

/// How many connections: as many descriptors as a process may have, less what it needs for itself.
fn most() -> u32 {
    let (_, hard) = getrlimit(Resource::RLIMIT_NOFILE).expect("it can be asked");
    hard.saturating_sub(100).min(10_000) as u32
}

pub fn add(suite: Suite) -> Suite {
    let rust = |kind: &'static str| move |n| Idle::new(server::command(kind), n, kind == "threads");
    let python = |kind: &'static str| {
        move |n| {
            let interpreter = python::interpreter(None).expect("there is a Python");
            let mut command = Command::new(interpreter.path);
            command
                .arg(python::script("an_event_loop_server.py"))
                .arg(kind);
            Idle::new(command, n, false)
        }
    };
    suite
        .memory(MemoryCandidate::new(
            "idle-share",
            "a ten-thousandth of 100 MB",
            most(),
            |n| vec![1u8; n as usize * SHARE],
        ))
        .memory(MemoryCandidate::new(
            "idle-executor",
            "our Executor, a task",
            most(),
            rust("executor"),
        ))
        .memory(MemoryCandidate::new(
            "idle-tokio",
            "tokio, a task",
            most(),
            rust("tokio"),
        ))
        .memory(MemoryCandidate::new(
            "idle-threads",
            "a thread",
            2000,
            rust("threads"),
        ))
        .memory(MemoryCandidate::new(
            "idle-asyncio",
            "asyncio, a task",
            most(),
            python("asyncio"),
        ))
        .memory(MemoryCandidate::new(
            "idle-gevent",
            "gevent, a greenlet",
            most(),
            python("gevent"),
        ))
}

/// A server and its silent clients. Each has been served once, so the server has done for it what it does.
struct Idle {
    clients: Vec<TcpStream>,
    server: Child,
}

impl Idle {
    fn new(mut command: Command, n: u32, threads: bool) -> Self {
        server::raise_the_limit();
        let mut server = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        BufReader::new(server.stdout.as_mut().expect("it is piped"))
            .read_line(&mut line)
            .expect("it says its port");
        let port: u16 = line.trim().parse().expect("a port");
        let clients = (0..n).map(|_| {
            let mut client = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("it listens");
            // Closed at once and for good: no port is kept back for what might still come.
            let linger = libc::linger {
                l_onoff: 1,
                l_linger: 0,
            };
            nix::sys::socket::setsockopt(&client, nix::sys::socket::sockopt::Linger, &linger)
                .expect("it is a socket");
            client.write_all(b"x").expect("it is served");
            client.read_exact(&mut [0]).expect("it is served");
            client
        });
        let clients = clients.collect();
        let tasks = fs::read_dir(format!("/proc/{}/task", server.id())).map_or(0, Iterator::count);
        // One loop has one thread. Python's may have one or two more, for names of hosts.
        assert!(threads || tasks < 4, "{tasks} threads");
        Idle { clients, server }
    }
}

impl Drop for Idle {
    fn drop(&mut self) {
        // The server first: it would complain of clients that go away.
        let _ = self.server.kill();
        let _ = self.server.wait();
        self.clients.clear();
    }
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "ten-thousand-in-100-mb",
            "Our echo server holds ten thousand silent connections in less than 100 MB of its own memory.",
            "idle-executor",
            "idle-share",
            Bound::AtMost(1.0),
        )
        .claim(
            "thread-vs-executor",
            "A thread for each takes at least twice the memory of a task for each.",
            "idle-threads",
            "idle-executor",
            Bound::AtLeast(2.0),
        )
        .claim(
            "idle-asyncio-vs-executor",
            "asyncio takes at least twice as much as our executor.",
            "idle-asyncio",
            "idle-executor",
            Bound::AtLeast(2.0),
        )
}
