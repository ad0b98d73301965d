//! The client, the same for every server. In a process of its own: it holds as many descriptors as the server does.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use measure::{Adopted, python};
use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollFlags, EpollTimeout};

use crate::{room, server};

const ROLE: &str = "IO_BOUND_CLIENT";
/// What is asked, and answered.
pub const MESSAGE: usize = 8;
/// Connections opened before the first of them is used: fewer than std lets wait for `accept`.
const AT_ONCE: usize = 100;

/// The port to connect to, how many connections to open and how many requests to have under way, if this process is a client.
pub fn role() -> Option<String> {
    env::var(ROLE).ok()
}

/// Starts a server, and says at which port it is.
pub fn start_server(kind: &str) -> (Adopted, u16) {
    let mut command = if ["asyncio", "gevent"].contains(&kind) {
        let interpreter = python::interpreter(None).expect("there is a Python");
        let mut command = Command::new(interpreter.path);
        command
            .arg(python::script("an_event_loop_server.py"))
            .arg(kind);
        command
    } else {
        server::command(kind)
    };
    let mut server = start(&mut command);
    let port = hear(&mut server).trim().parse().expect("it says its port");
    (server, port)
}

fn start(command: &mut Command) -> Adopted {
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    Adopted::spawn(command).expect("it starts")
}

fn hear(child: &mut Adopted) -> String {
    let mut line = String::new();
    // It says one line at a time, when asked.
    BufReader::new(child.stdout.as_mut().expect("it is piped"))
        .read_line(&mut line)
        .expect("it can be read");
    assert!(!line.is_empty(), "the client or the server has failed");
    line
}

/// A server and its client, with the connections between them.
pub struct Pair {
    /// Dropped first: it would complain of a client that goes away.
    _server: Adopted,
    client: Adopted,
}

impl Pair {
    pub fn start(kind: &str, open: u32, under_way: u32) -> Self {
        let (server, port) = start_server(kind);
        let mut command = Command::new(env::current_exe().expect("it has a path"));
        command.env(ROLE, format!("{port} {open} {under_way}"));
        let mut client = start(&mut command);
        assert_eq!(hear(&mut client).trim(), "ready");
        Pair {
            _server: server,
            client,
        }
    }

    /// So many rounds, in each of which every connection whose turn it is has one request and its answer.
    pub fn rounds(&mut self, rounds: u64) -> Duration {
        writeln!(self.client.stdin.as_mut().expect("it is piped"), "{rounds}").expect("it listens");
        Duration::from_nanos(hear(&mut self.client).trim().parse().expect("a time"))
    }
}

/// Is the client, until its standard input ends.
pub fn run(role: &str) -> ExitCode {
    room::raise_the_limit();
    let numbers: Vec<usize> = role
        .split(' ')
        .map(|number| number.parse().expect("a number"))
        .collect();
    let [port, open, under_way] = numbers[..] else {
        panic!("three numbers");
    };
    let mut client = Client {
        connections: connect(port as u16, open),
        epoll: Epoll::new(EpollCreateFlags::empty()).expect("it is made"),
        under_way,
        next: 0,
        request: 0,
    };
    listen(&client.epoll, &client.connections);
    println!("ready");
    for line in io::stdin().lines() {
        let rounds: u64 = line.expect("it is text").parse().expect("a number");
        let start = Instant::now();
        (0..rounds).for_each(|_| client.round());
        println!("{}", start.elapsed().as_nanos());
    }
    ExitCode::SUCCESS
}

/// Opens connections, each of which has been served once.
pub fn connect(port: u16, open: usize) -> Vec<TcpStream> {
    let mut connections: Vec<TcpStream> = Vec::with_capacity(open);
    while connections.len() < open {
        let first = connections.len();
        for _ in first..open.min(first + AT_ONCE) {
            let mut connection =
                TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("it listens");
            // Closed at once and for good: no port is kept back for what might still come.
            let linger = libc::linger {
                l_onoff: 1,
                l_linger: 0,
            };
            nix::sys::socket::setsockopt(&connection, nix::sys::socket::sockopt::Linger, &linger)
                .expect("it is a socket");
            connection.write_all(&[0; MESSAGE]).expect("it is sent");
            connections.push(connection);
        }
        for connection in &mut connections[first..] {
            connection
                .read_exact(&mut [0; MESSAGE])
                .expect("it is served");
            connection.set_nonblocking(true).expect("it is a socket");
        }
    }
    connections
}

/// Has the kernel tell when one of them can be read; the event holds its index.
pub fn listen(epoll: &Epoll, connections: &[TcpStream]) {
    for (index, connection) in connections.iter().enumerate() {
        epoll
            .add(
                connection,
                EpollEvent::new(EpollFlags::EPOLLIN, index as u64),
            )
            .expect("there is room");
    }
}

struct Client {
    connections: Vec<TcpStream>,
    epoll: Epoll,
    under_way: usize,
    next: usize,
    request: u64,
}

impl Client {
    /// Sends one request on each of the connections whose turn it is, then takes all answers.
    fn round(&mut self) {
        self.request += 1;
        let request = self.request.to_ne_bytes();
        for _ in 0..self.under_way {
            let sent = self.connections[self.next].write(&request);
            assert_eq!(sent.expect("it is sent"), MESSAGE);
            self.next = (self.next + 1) % self.connections.len();
        }
        let mut left = self.under_way;
        let mut events = [EpollEvent::empty(); 1024];
        while left > 0 {
            let ready = self.epoll.wait(&mut events, EpollTimeout::NONE);
            for event in &events[..ready.expect("it waits")] {
                let mut answer = [0; MESSAGE];
                let read = self.connections[event.data() as usize].read(&mut answer);
                assert_eq!((read.expect("it is there"), answer), (MESSAGE, request));
                left -= 1;
            }
        }
    }
}
