//! What the server promises, with slow and broken clients.

use std::future::pending;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::time::Duration;

use code::task::server::{Broken, Counts, Limits, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{Notify, Semaphore, mpsc, watch};
use tokio::task::{JoinSet, yield_now};
use tokio::time::{Instant, sleep};

/// Long enough never to be over.
const LONG: Duration = Duration::from_secs(200);
/// Over soon, for what would take for ever.
const SHORT: Duration = Duration::from_millis(50);

const LIMITS: Limits = Limits {
    connections: 100,
    request_bytes: 16,
    idle: LONG,
    request: LONG,
};

async fn echo(limits: Limits) -> Server {
    Server::bind("127.0.0.1:0", limits, async |line| line)
        .await
        .unwrap()
}

async fn client(server: &Server, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    stream
}

/// All that comes until the server closes.
async fn rest(mut stream: TcpStream) -> io::Result<String> {
    let mut text = String::new();
    stream.read_to_string(&mut text).await?;
    Ok(text)
}

/// Until the server's counts are so.
async fn until(server: &Server, so: impl Fn(&Counts) -> bool) -> Counts {
    loop {
        let counts = server.counts();
        if so(&counts) {
            return counts;
        }
        yield_now().await;
    }
}

/// Long enough for all other tasks of this thread to do what they can, and for the runtime to ask for what has come.
async fn settle() {
    for _ in 0..300 {
        yield_now().await;
    }
}

async fn refused(server: std::net::SocketAddr) {
    let refused = TcpStream::connect(server).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
}

/// The one connection that there was has ended like this.
async fn ended(server: Server, broken: Broken) {
    until(&server, |counts| counts.broken.get(&broken) == Some(&1)).await;
    let counts = server.shutdown(LONG).await;
    assert_eq!((counts.accepted, counts.open, counts.closed), (1, 0, 0));
    assert_eq!(counts.broken.len(), 1);
}

#[tokio::test]
async fn requests_are_answered_in_order() {
    let server = echo(LIMITS).await;
    let mut stream = client(&server, b"one\ntwo\n\nth").await;
    stream.write_all(b"ree\n").await.unwrap();
    stream.shutdown().await.unwrap();
    assert_eq!(rest(stream).await.unwrap(), "onetwothree");
    let counts = server.shutdown(LONG).await;
    assert_eq!((counts.requests, counts.answered, counts.closed), (4, 4, 1));
    assert!(counts.broken.is_empty());
}

#[tokio::test]
async fn a_client_that_says_nothing() {
    let server = echo(Limits {
        idle: SHORT,
        ..LIMITS
    })
    .await;
    let stream = client(&server, b"").await;
    assert_eq!(rest(stream).await.unwrap(), "");
    ended(server, Broken::Idle).await;
}

#[tokio::test]
async fn a_client_that_says_nothing_more() {
    let server = echo(Limits {
        idle: SHORT,
        ..LIMITS
    })
    .await;
    let stream = client(&server, b"one\n").await;
    assert_eq!(rest(stream).await.unwrap(), "one");
    ended(server, Broken::Idle).await;
}

#[tokio::test]
async fn a_client_that_never_ends_its_request() {
    let server = echo(Limits {
        request: SHORT,
        request_bytes: usize::MAX,
        ..LIMITS
    })
    .await;
    let mut stream = client(&server, b"x").await;
    // Its pace is better than any limit for one read.
    while stream.write_all(b"x").await.is_ok() {
        yield_now().await;
    }
    ended(server, Broken::SlowToSend).await;
}

#[tokio::test]
async fn a_handler_that_never_returns() {
    let limits = Limits {
        request: SHORT,
        ..LIMITS
    };
    let server = Server::bind("127.0.0.1:0", limits, |_| pending())
        .await
        .unwrap();
    assert_eq!(rest(client(&server, b"one\n").await).await.unwrap(), "");
    ended(server, Broken::SlowToAnswer).await;
}

#[tokio::test]
async fn a_client_that_does_not_read() {
    let limits = Limits {
        request: SHORT,
        ..LIMITS
    };
    let server = Server::bind("127.0.0.1:0", limits, async |_| vec![b'x'; 256 << 20])
        .await
        .unwrap();
    let _stream = client(&server, b"one\n").await;
    until(&server, |counts| !counts.broken.is_empty()).await;
    let counts = server.counts();
    assert_eq!((counts.requests, counts.answered), (1, 0));
    // The making of so long an answer takes its time, too.
    assert!(
        counts.broken.contains_key(&Broken::SlowToRead)
            || counts.broken.contains_key(&Broken::SlowToAnswer)
    );
}

#[tokio::test]
async fn a_request_that_is_as_long_as_it_may_be() {
    let server = echo(LIMITS).await;
    let mut stream = client(&server, b"123456789012345\n").await;
    stream.shutdown().await.unwrap();
    assert_eq!(rest(stream).await.unwrap(), "123456789012345");
}

#[tokio::test]
async fn a_request_that_is_longer() {
    let server = echo(LIMITS).await;
    let _stream = client(&server, b"1234567890123456\n").await;
    ended(server, Broken::TooLong).await;
}

#[tokio::test]
async fn a_request_that_is_cut_off() {
    let server = echo(LIMITS).await;
    let mut stream = client(&server, b"one\ntw").await;
    stream.shutdown().await.unwrap();
    assert_eq!(rest(stream).await.unwrap(), "one");
    ended(server, Broken::CutOff).await;
}

#[tokio::test]
async fn a_connection_that_is_reset() {
    let server = echo(LIMITS).await;
    let stream = client(&server, b"on").await;
    stream.set_zero_linger().unwrap();
    drop(stream);
    ended(server, Broken::Failed(ErrorKind::ConnectionReset)).await;
}

#[tokio::test]
async fn a_handler_that_panics() {
    let handler = async |line: Vec<u8>| {
        assert_ne!(line, b"panic", "this panic is part of the test");
        line
    };
    let server = Server::bind("127.0.0.1:0", LIMITS, handler).await.unwrap();
    assert_eq!(rest(client(&server, b"panic\n").await).await.unwrap(), "");
    let mut other = client(&server, b"calm\n").await;
    other.shutdown().await.unwrap();
    assert_eq!(rest(other).await.unwrap(), "calm");
    let counts = server.shutdown(LONG).await;
    assert_eq!((counts.broken[&Broken::Panicked], counts.closed), (1, 1));
}

#[tokio::test]
async fn no_more_connections_than_there_are_places() {
    let server = echo(Limits {
        connections: 3,
        ..LIMITS
    })
    .await;
    let mut clients = JoinSet::new();
    for _ in 0..50 {
        let mut stream = client(&server, b"one\n").await;
        clients.spawn(async move {
            stream.shutdown().await?;
            rest(stream).await
        });
    }
    for answer in clients.join_all().await {
        assert_eq!(answer.unwrap(), "one");
    }
    let counts = server.shutdown(LONG).await;
    assert_eq!(
        (counts.accepted, counts.closed, counts.answered),
        (50, 50, 50)
    );
    assert!(counts.most_open <= 3);
}

#[tokio::test]
async fn a_full_house_lets_nobody_in_until_somebody_leaves() {
    let server = echo(Limits {
        connections: 1,
        ..LIMITS
    })
    .await;
    let first = client(&server, b"").await;
    until(&server, |counts| counts.open == 1).await;
    let mut second = client(&server, b"one\n").await;
    for _ in 0..100 {
        yield_now().await;
    }
    assert_eq!(server.counts().accepted, 1);
    drop(first);
    let mut answer = [0; 3];
    second.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"one");
}

#[tokio::test]
async fn the_most_that_were_open() {
    let server = echo(LIMITS).await;
    let mut clients = Vec::new();
    for _ in 0..3 {
        clients.push(client(&server, b"").await);
    }
    until(&server, |counts| counts.open == 3).await;
    clients.truncate(1);
    until(&server, |counts| counts.open == 1).await;
    clients.push(client(&server, b"").await);
    let counts = until(&server, |counts| counts.open == 2).await;
    assert_eq!(counts.most_open, 3);
}

#[tokio::test]
async fn many_requests_at_once_do_not_keep_the_thread() {
    const MANY: usize = 1 << 16;
    let server = Server::bind(
        "127.0.0.1:0",
        Limits {
            request_bytes: MANY,
            ..LIMITS
        },
        async |mut line: Vec<u8>| {
            line.truncate(3);
            line
        },
    )
    .await
    .unwrap();
    let mut many = TcpStream::connect(server.address()).await.unwrap();
    let sender = tokio::spawn(async move {
        // A long request, and behind it short ones.
        let mut lines = vec![b'x'; MANY - 1];
        lines.resize(4 * MANY, b'\n');
        many.write_all(&lines).await.unwrap();
        many
    });
    let mut before = until(&server, |counts| counts.requests > 1).await.requests;
    let mut other = client(&server, b"one\n").await;
    let answer = tokio::spawn(async move {
        let mut answer = [0; 3];
        other.read_exact(&mut answer).await.unwrap();
        answer
    });
    let (mut in_one_go, mut others_before) = (0, 0);
    while before < 3 * MANY as u64 + 2 {
        if !answer.is_finished() {
            others_before = before;
        }
        yield_now().await;
        let requests = server.counts().requests;
        in_one_go = in_one_go.max(requests - before);
        before = requests;
    }
    assert_eq!(&answer.await.unwrap(), b"one");
    assert!(in_one_go < 10_000, "{in_one_go} in one go");
    assert!(others_before < MANY as u64, "{others_before} before it");
    drop(sender.await);
}

#[tokio::test]
async fn a_client_that_sends_on_does_not_prolong_the_end() {
    let server = Server::bind("127.0.0.1:0", LIMITS, async |_| Vec::new())
        .await
        .unwrap();
    let mut stream = client(&server, b"\n").await;
    let sender =
        tokio::spawn(async move { while stream.write_all(&[b'\n'; 1 << 14]).await.is_ok() {} });
    let before = until(&server, |counts| counts.requests > 1000).await;
    let counts = server.shutdown(LONG).await;
    assert_eq!((counts.closed, counts.broken.len()), (1, 0));
    assert_eq!(counts.answered, counts.requests);
    // What was in the buffer, and what one more read may have brought.
    let after = counts.requests - before.requests;
    assert!(after <= 2 * LIMITS.request_bytes as u64, "{after} begun");
    sender.await.unwrap();
}

/// The clock is paused: it moves when all wait, and then to the next timer.
const TEN: Duration = Duration::from_secs(10);
/// Two of these are more than the limit, and each is less.
const SIX: Duration = Duration::from_secs(6);

const TEN_FOR_A_REQUEST: Limits = Limits {
    request: TEN,
    ..LIMITS
};

/// The one connection is broken like this ten seconds after the start of its request.
async fn after_ten_seconds(server: Server, start: Instant, broken: Broken) {
    while server.counts().broken.is_empty() {
        sleep(Duration::from_millis(500)).await;
    }
    let elapsed = start.elapsed();
    assert_eq!(server.counts().broken.get(&broken), Some(&1));
    assert!(
        (TEN..TEN + Duration::from_secs(1)).contains(&elapsed),
        "it took {elapsed:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn sending_has_the_whole_limit_and_no_more() {
    let server = echo(TEN_FOR_A_REQUEST).await;
    let start = Instant::now();
    let mut stream = client(&server, b"o").await;
    settle().await;
    sleep(SIX).await;
    stream.write_all(b"n").await.unwrap();
    settle().await;
    after_ten_seconds(server, start, Broken::SlowToSend).await;
}

#[tokio::test(start_paused = true)]
async fn the_handler_has_what_the_sending_has_left() {
    let handler = async |line| {
        sleep(SIX).await;
        line
    };
    let server = Server::bind("127.0.0.1:0", TEN_FOR_A_REQUEST, handler)
        .await
        .unwrap();
    let start = Instant::now();
    let mut stream = client(&server, b"o").await;
    settle().await;
    sleep(SIX).await;
    stream.write_all(b"ne\n").await.unwrap();
    settle().await;
    after_ten_seconds(server, start, Broken::SlowToAnswer).await;
}

#[tokio::test(start_paused = true)]
async fn the_reading_has_what_the_handler_has_left() {
    let handler = async |_| {
        sleep(SIX).await;
        vec![b'x'; 64 << 20]
    };
    let server = Server::bind("127.0.0.1:0", TEN_FOR_A_REQUEST, handler)
        .await
        .unwrap();
    let start = Instant::now();
    let _stream = client(&server, b"one\n").await;
    settle().await;
    after_ten_seconds(server, start, Broken::SlowToRead).await;
}

#[tokio::test]
async fn limits_that_are_none() {
    let server = echo(Limits {
        connections: usize::MAX,
        request_bytes: usize::MAX,
        idle: Duration::MAX,
        request: Duration::MAX,
    })
    .await;
    let mut stream = client(&server, b"one\n").await;
    stream.shutdown().await.unwrap();
    assert_eq!(rest(stream).await.unwrap(), "one");
    assert_eq!(server.shutdown(Duration::MAX).await.closed, 1);
}

#[test]
#[should_panic(expected = "timers are disabled")]
fn without_a_clock_there_is_no_server() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .unwrap();
    runtime.block_on(echo(LIMITS));
}

#[tokio::test]
async fn what_has_come_goes_before_the_end() {
    for _ in 0..20 {
        let server = echo(LIMITS).await;
        let mut stream = client(&server, b"").await;
        until(&server, |counts| counts.open == 1).await;
        settle().await;
        stream.write_all(b"one\n").await.unwrap();
        yield_now().await; // the runtime sees the bytes, and the server does not run yet
        assert_eq!(server.counts().requests, 0);
        let counts = server.shutdown(LONG).await;
        assert_eq!((counts.answered, counts.closed), (1, 1));
        assert_eq!(rest(stream).await.unwrap(), "one");
    }
}

#[tokio::test]
async fn nobody_is_let_in_while_it_ends() {
    let (server, _stream, gone) = stuck().await;
    let address = server.address();
    let shutdown = tokio::spawn(server.shutdown(LONG));
    settle().await;
    assert_eq!(gone.available_permits(), 0, "it has not ended");
    refused(address).await;
    shutdown.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_was_begun_is_answered_before_the_end() {
    let (begun, mut in_progress) = mpsc::channel(100);
    let (open, gate) = watch::channel(false);
    let handler = move |line| {
        let (begun, mut gate) = (begun.clone(), gate.clone());
        async move {
            begun.send(()).await.unwrap();
            gate.wait_for(|open| *open).await.unwrap();
            line
        }
    };
    let server = Server::bind("127.0.0.1:0", LIMITS, handler).await.unwrap();
    let mut idle = client(&server, b"").await;
    let mut busy = JoinSet::new();
    for _ in 0..20 {
        // The second request is in the server's buffer, and so it is in progress, too.
        busy.spawn(rest(client(&server, b"one\ntwo\n").await));
    }
    for _ in 0..20 {
        in_progress.recv().await.unwrap();
    }
    let shutdown = tokio::spawn(server.shutdown(LONG));
    assert_eq!(idle.read(&mut [0; 1]).await.unwrap(), 0);
    open.send_replace(true);
    for _ in 0..20 {
        in_progress.recv().await.unwrap();
    }
    for answer in busy.join_all().await {
        assert_eq!(answer.unwrap(), "onetwo");
    }
    let counts = shutdown.await.unwrap();
    assert_eq!((counts.requests, counts.answered), (40, 40));
    assert_eq!(
        (counts.closed, counts.open, counts.broken.len()),
        (21, 0, 0)
    );
}

/// Opens a permit when it is dropped.
struct Gone(Arc<Semaphore>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.add_permits(1);
    }
}

/// A server whose handler never returns, and a request that it has begun.
async fn stuck() -> (Server, TcpStream, Arc<Semaphore>) {
    let (begun, gone) = (Arc::new(Notify::new()), Arc::new(Semaphore::new(0)));
    let handler = {
        let (begun, gone) = (Arc::clone(&begun), Arc::clone(&gone));
        move |_| {
            let gone = Gone(Arc::clone(&gone));
            begun.notify_one();
            async move {
                let _gone = gone;
                pending().await
            }
        }
    };
    let server = Server::bind("127.0.0.1:0", LIMITS, handler).await.unwrap();
    let stream = client(&server, b"one\n").await;
    begun.notified().await;
    (server, stream, gone)
}

#[tokio::test]
async fn what_does_not_end_is_cut_off() {
    let (server, stream, gone) = stuck().await;
    let _idle = client(&server, b"").await;
    until(&server, |counts| counts.open == 2).await;
    let counts = server.shutdown(SHORT).await;
    assert_eq!(
        (counts.broken[&Broken::Stopped], counts.closed, counts.open),
        (1, 1, 0)
    );
    assert_eq!(
        gone.available_permits(),
        1,
        "the handler's future outlives the server"
    );
    assert_eq!(rest(stream).await.unwrap(), "");
}

#[tokio::test]
async fn no_time_at_all_to_end() {
    let (server, _stream, _gone) = stuck().await;
    let _idle = client(&server, b"").await;
    until(&server, |counts| counts.open == 2).await;
    let counts = server.shutdown(Duration::ZERO).await;
    assert_eq!(
        (counts.broken[&Broken::Stopped], counts.closed, counts.open),
        (1, 1, 0)
    );
}

#[tokio::test]
async fn dropped_it_cuts_off_everything() {
    let (server, stream, gone) = stuck().await;
    let address = server.address();
    drop(server);
    assert_eq!(rest(stream).await.unwrap(), "");
    gone.acquire().await.unwrap().forget();
    settle().await;
    refused(address).await;
}

#[tokio::test]
async fn a_shutdown_that_is_dropped_cuts_off_everything() {
    let (server, stream, gone) = stuck().await;
    tokio::time::timeout(SHORT, server.shutdown(LONG))
        .await
        .unwrap_err();
    assert_eq!(rest(stream).await.unwrap(), "");
    gone.acquire().await.unwrap().forget();
}
