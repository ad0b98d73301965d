//! Requests and answers over TCP on loopback, with more and more connections open.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use measure::{Candidate, Suite};

use crate::client::{MESSAGE, Pair};
use crate::room;

/// Requests under way at most.
const UNDER_WAY: u32 = 1000;
const GROUP: &str = "An echo over TCP, so many connections at once";
const UNIT: &str = "one request and its answer";

/// One server, at one number of connections.
struct Row {
    kind: &'static str,
    name: &'static str,
    from: u32,
    to: u32,
}

const ROWS: [Row; 6] = [
    Row {
        kind: "threads",
        name: "a thread each",
        from: 1,
        to: 1000,
    },
    Row {
        kind: "tokio",
        name: "tokio, one thread",
        from: 1,
        to: 10_000,
    },
    Row {
        kind: "tokio-two",
        name: "tokio, two workers",
        from: 1000,
        to: 1000,
    },
    Row {
        kind: "executor",
        name: "our Executor",
        from: 1,
        to: 10_000,
    },
    Row {
        kind: "asyncio",
        name: "asyncio",
        from: 1,
        to: 10_000,
    },
    Row {
        kind: "gevent",
        name: "gevent",
        from: 1,
        to: 1000,
    },
];

pub fn candidates(suite: Suite) -> Suite {
    let floor = |id: &str, name: &str| Candidate::floor(id, name).group(GROUP, UNIT);
    let suite = suite
        .candidate(floor("alone", "one thread, both ends: no wake").timed(one_thread))
        .candidate(floor("two-threads", "two threads, read and write").timed(two_threads));
    ROWS.iter().fold(suite, |suite, row| {
        [1, 100, 1000, 10_000]
            .into_iter()
            .filter(|wanted| (row.from..=row.to).contains(wanted))
            .fold(suite, |suite, wanted| suite.candidate(server(row, wanted)))
    })
}

fn server(row: &Row, wanted: u32) -> Candidate {
    let (kind, open) = (row.kind, room::connections(wanted));
    let under_way = open.min(UNDER_WAY);
    let name = if open > under_way {
        format!(
            "{}: {} of {}",
            row.name,
            room::written(under_way),
            room::written(open)
        )
    } else {
        format!("{}: {}", row.name, room::written(open))
    };
    let candidate = if ["asyncio", "gevent"].contains(&kind) {
        Candidate::peer(&format!("python-{kind}-{wanted}"), &name)
    } else {
        Candidate::ours(&format!("{kind}-{wanted}"), &name)
            .beside(&format!("python-asyncio-{wanted}"))
    };
    let mut pair = None;
    candidate
        .group(GROUP, UNIT)
        .items(u64::from(under_way))
        .above("alone")
        .timed(move |rounds| {
            pair.get_or_insert_with(|| Pair::start(kind, open, under_way))
                .rounds(rounds)
        })
}

fn connected() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a port");
    let address = listener.local_addr().expect("it has one");
    let near = TcpStream::connect(address).expect("it listens");
    let (far, _) = listener.accept().expect("one has come");
    (near, far)
}

/// What a request is at the least: two writes and two reads, none of which has to wait.
fn one_thread(requests: u64) -> Duration {
    let (mut near, mut far) = connected();
    let mut buffer = [0; MESSAGE];
    let start = Instant::now();
    for request in 0..requests {
        near.write_all(&request.to_ne_bytes()).expect("it is sent");
        far.read_exact(&mut buffer).expect("it is there");
        far.write_all(&buffer).expect("it is sent");
        near.read_exact(&mut buffer).expect("it is there");
        assert_eq!(u64::from_ne_bytes(buffer), request);
    }
    start.elapsed()
}

/// The same, where each side has to be woken.
fn two_threads(requests: u64) -> Duration {
    let (mut near, mut far) = connected();
    let echo = thread::spawn(move || {
        let mut buffer = [0; MESSAGE];
        while far.read_exact(&mut buffer).is_ok() {
            far.write_all(&buffer).expect("it is sent");
        }
    });
    let start = Instant::now();
    for request in 0..requests {
        let mut buffer = request.to_ne_bytes();
        near.write_all(&buffer).expect("it is sent");
        near.read_exact(&mut buffer).expect("it is answered");
        assert_eq!(u64::from_ne_bytes(buffer), request);
    }
    let took = start.elapsed();
    drop(near);
    echo.join().expect("it does not panic");
    took
}
