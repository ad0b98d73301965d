//! From the moment a request is due to its answer, at a fixed rate, with a thousand connections open.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::thread;

use measure::{Adopted, Arrival, LatencyCandidate, Suite};
use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollTimeout};

use crate::{client, room};

const OPEN: u32 = 1000;
/// Requests a second: a few for a server, and many.
const FEW: u32 = 2000;
const MANY: u32 = 20_000;

pub fn add(suite: Suite) -> Suite {
    let suite = [
        ("threads", "a thread each"),
        ("tokio", "tokio, one thread"),
        ("asyncio", "asyncio"),
        ("gevent", "gevent"),
        ("tokio-stall", "tokio, seldom 100 ms of computing"),
        ("tokio-aside", "the same in spawn_blocking"),
        ("threads-stall", "the same, a thread each"),
    ]
    .into_iter()
    .fold(suite, |suite, (kind, name)| {
        suite.latency(candidate(&format!("latency-{kind}"), name, kind, FEW).operations(3000))
    });
    [
        ("threads", "a thread each"),
        ("tokio", "tokio, one thread"),
        ("asyncio", "asyncio"),
    ]
    .into_iter()
    .fold(suite, |suite, (kind, name)| {
        suite.latency(candidate(&format!("many-{kind}"), name, kind, MANY).operations(5000))
    })
}

fn candidate(id: &str, name: &str, kind: &'static str, rate: u32) -> LatencyCandidate {
    LatencyCandidate::new(id, name, rate, move || {
        let mut load = Load::new(kind);
        move |arrival| load.ask(arrival)
    })
}

/// A connection, and the requests on it that have no answer yet.
struct Connection {
    stream: TcpStream,
    asked: Mutex<VecDeque<Arrival>>,
}

/// A server under load. One thread asks, another takes the answers.
struct Load {
    /// Dropped first: it would complain of clients that go away.
    _server: Adopted,
    connections: Arc<Vec<Connection>>,
    next: usize,
}

impl Load {
    fn new(kind: &str) -> Self {
        room::raise_the_limit();
        let (server, port) = client::start_server(kind);
        let streams = client::connect(port, room::connections(OPEN) as usize);
        let epoll = Epoll::new(EpollCreateFlags::empty()).expect("it is made");
        client::listen(&epoll, &streams);
        let connection = |stream| Connection {
            stream,
            asked: Mutex::default(),
        };
        let connections: Arc<Vec<_>> = Arc::new(streams.into_iter().map(connection).collect());
        let answered = Arc::clone(&connections);
        thread::spawn(move || {
            let mut events = [EpollEvent::empty(); 1024];
            while let Ok(ready) = epoll.wait(&mut events, EpollTimeout::NONE) {
                for event in &events[..ready] {
                    if !take(&answered[event.data() as usize]) {
                        return;
                    }
                }
            }
        });
        Load {
            _server: server,
            connections,
            next: 0,
        }
    }

    /// Sends the next request, on the next connection.
    fn ask(&mut self, arrival: Arrival) {
        let connection = &self.connections[self.next];
        self.next = (self.next + 1) % self.connections.len();
        let mut asked = connection.asked.lock().expect("nobody panics");
        asked.push_back(arrival);
        drop(asked);
        let sent = (&connection.stream).write(&[1; client::MESSAGE]);
        assert_eq!(sent.expect("it is sent"), client::MESSAGE);
    }
}

/// Takes what answers are there. Under load there may be several on one connection. `false`: the server is gone.
fn take(connection: &Connection) -> bool {
    let mut buffer = [0; 64 * client::MESSAGE];
    let read = (&connection.stream).read(&mut buffer).unwrap_or_default();
    assert_eq!(read % client::MESSAGE, 0);
    let mut asked = connection.asked.lock().expect("nobody panics");
    for _ in 0..read / client::MESSAGE {
        asked.pop_front().expect("it was asked").here();
    }
    read > 0
}
