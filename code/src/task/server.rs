//! A TCP server for lines, with a limit for whatever a client could use up.
//!
//! A request is a line, and the answer is bytes. A client may send several requests without waiting; they are answered in
//! order. It may close its sending side after the last one and still gets all answers.
//!
//! - *Connections*: beyond the limit nothing is accepted. Clients wait in the kernel's queue, in the order in which they came,
//!   and connections that have been accepted are not disturbed. One client may take all the places: there is no limit for each.
//! - *Time*: a connection may be idle for so long, and a request may take so long, from its first byte (of a request sent before
//!   the one before was answered: from that answer) until its answer is in the kernel's hands. No pace of sending or reading
//!   prolongs that.
//! - *Memory*: no more of a request is read than it may be long.
//!
//! A handler that panics ends its connection and no other. One that computes for long holds up its thread of the runtime,
//! and no limit here helps: give such work to `spawn_blocking`, behind a semaphore whose permit the closure takes along. The
//! work is not dropped with its request, and goes on after the connection's place is free and after `shutdown`.
//!
//! When a connection ends while bytes of its client lie unread, the kernel sends a reset and drops the answers that it has not
//! delivered yet. It happens to a client whose request is too long, and at a shutdown to one that goes on sending.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, ToSocketAddrs};
use tokio::task::{JoinError, JoinHandle, JoinSet};
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tokio_util::sync::CancellationToken;

/// How long `accept` is left alone after it has failed, unless a connection ends before.
const PAUSE: Duration = Duration::from_millis(100);

/// Thirty years. `Instant::now() + Duration::MAX` is a panic.
const FAR: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

// ANCHOR: limits
/// What a client may use up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Connections at once. Stay below the limit of descriptors: other files need some.
    pub connections: usize,
    /// The length of a request in bytes, the end of its line included.
    pub request_bytes: usize,
    /// How long a connection may stay open without a request.
    pub idle: Duration,
    /// How long a request may take, from its first byte until its answer has been written.
    pub request: Duration,
}

/// Why a connection was ended by the server, or failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Broken {
    /// No request came for too long.
    Idle,
    /// A request had not come in full when its time was over.
    SlowToSend,
    /// The handler had not returned when the request's time was over.
    SlowToAnswer,
    /// The answer had not been read when the request's time was over.
    SlowToRead,
    /// A request was longer than it may be. Answers that were on their way may be lost.
    TooLong,
    /// The client closed its side within a request.
    CutOff,
    /// The system reported an error, such as a connection that the client has reset.
    Failed(io::ErrorKind),
    /// The handler panicked.
    Panicked,
    /// The request was in progress when the server's time to shut down was over.
    Stopped,
}
// ANCHOR_END: limits

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Broken::Idle => f.write_str("no request came in time"),
            Broken::SlowToSend => f.write_str("the request did not come in time"),
            Broken::SlowToAnswer => f.write_str("the handler took too long"),
            Broken::SlowToRead => f.write_str("the answer was not read in time"),
            Broken::TooLong => f.write_str("the request is too long"),
            Broken::CutOff => f.write_str("the request was cut off"),
            Broken::Failed(kind) => write!(f, "the connection failed: {kind}"),
            Broken::Panicked => f.write_str("the handler panicked"),
            Broken::Stopped => f.write_str("the server was stopped"),
        }
    }
}

impl Error for Broken {}

/// What a server has done so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Connections accepted.
    pub accepted: u64,
    /// Connections that are open now.
    pub open: usize,
    /// The most connections that were open at once.
    pub most_open: usize,
    /// Requests that have come in full.
    pub requests: u64,
    /// Requests whose answer the kernel has taken in full. That the client has it, only the client can say.
    pub answered: u64,
    /// Connections that ended well: the client closed between two requests, or the server did when it shut down.
    pub closed: u64,
    /// Connections that did not, and why.
    pub broken: BTreeMap<Broken, u64>,
    /// Attempts to accept a connection that failed.
    pub accept_failed: u64,
}

/// A server that is running. Dropping it cuts off everything at once; see [`shutdown`](Server::shutdown).
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    counts: Arc<Mutex<Counts>>,
    /// Nothing is accepted, and no request is begun but what has been read already.
    stop: CancellationToken,
    /// What is in progress is dropped. Cancels `stop`, too.
    cut: CancellationToken,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Listens at the address and answers each request with what the handler makes of it, the end of the line not included.
    ///
    /// # Errors
    ///
    /// Those of [`TcpListener::bind`].
    ///
    /// # Panics
    ///
    /// If a limit is 0, or outside a tokio runtime with I/O and time enabled.
    pub async fn bind<H, F>(
        address: impl ToSocketAddrs,
        limits: Limits,
        handler: H,
    ) -> io::Result<Server>
    where
        H: Fn(Vec<u8>) -> F + Send + Sync + 'static,
        F: Future<Output = Vec<u8>> + Send + 'static,
    {
        assert!(
            limits.connections > 0 && limits.request_bytes > 0,
            "a server with room for nothing"
        );
        assert!(
            !limits.idle.is_zero() && !limits.request.is_zero(),
            "a server with time for nothing"
        );
        drop(sleep(Duration::ZERO)); // panics here, and not in a task, without a clock
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let counts = Arc::new(Mutex::new(Counts::default()));
        let cut = CancellationToken::new();
        let stop = cut.child_token();
        let shared = Shared {
            limits,
            handler,
            counts: Arc::clone(&counts),
            stop: stop.clone(),
            cut: cut.clone(),
        };
        let accepting = tokio::spawn(accept(listener, Arc::new(shared)));
        Ok(Server {
            address,
            counts,
            stop,
            cut,
            accepting,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it has done so far.
    pub fn counts(&self) -> Counts {
        lock(&self.counts).clone()
    }

    // ANCHOR: shutdown
    /// Stops listening, closes what is idle, lets requests in progress end, and after
    /// `grace` cuts off what is left. When it returns, no task of the server runs any
    /// more (what a handler has spawned may).
    ///
    /// A request is in progress once its first byte has been read. Dropping this future
    /// cuts off everything at once.
    pub async fn shutdown(mut self, grace: Duration) -> Counts {
        self.stop.cancel();
        if timeout(grace, &mut self.accepting).await.is_err() {
            self.cut.cancel();
            // It has no panics of its own, and nobody aborts it.
            let _ = (&mut self.accepting).await;
        }
        self.counts()
    }
    // ANCHOR_END: shutdown
}

impl Drop for Server {
    fn drop(&mut self) {
        self.cut.cancel();
    }
}

/// What all connections of a server share.
struct Shared<H> {
    limits: Limits,
    handler: H,
    counts: Arc<Mutex<Counts>>,
    stop: CancellationToken,
    cut: CancellationToken,
}

impl<H> Shared<H> {
    fn count(&self, change: impl FnOnce(&mut Counts)) {
        change(&mut lock(&self.counts));
    }

    /// A connection has ended.
    fn ended(&self, end: Result<Result<(), Broken>, JoinError>) {
        let broken = match end {
            Ok(Ok(())) => None,
            Ok(Err(broken)) => Some(broken),
            Err(failed) if failed.is_panic() => Some(Broken::Panicked),
            Err(_) => Some(Broken::Stopped), // the runtime is shutting down
        };
        self.count(|counts| {
            counts.open -= 1;
            match broken {
                None => counts.closed += 1,
                Some(broken) => *counts.broken.entry(broken).or_default() += 1,
            }
        });
    }
}

/// Nobody panics while it is locked, so that what is in it is whole.
fn lock(counts: &Mutex<Counts>) -> MutexGuard<'_, Counts> {
    counts.lock().unwrap_or_else(PoisonError::into_inner)
}

// ANCHOR: accept
async fn accept<H, F>(listener: TcpListener, shared: Arc<Shared<H>>)
where
    H: Fn(Vec<u8>) -> F + Send + Sync + 'static,
    F: Future<Output = Vec<u8>> + Send + 'static,
{
    let mut open = JoinSet::new();
    loop {
        let room = open.len() < shared.limits.connections;
        tokio::select! {
            biased;
            () = shared.stop.cancelled() => break,
            Some(end) = open.join_next() => shared.ended(end),
            stream = next(&listener, &shared), if room => {
                shared.count(|counts| {
                    counts.accepted += 1;
                    counts.open += 1;
                    counts.most_open = counts.most_open.max(counts.open);
                });
                open.spawn(connection(stream, Arc::clone(&shared)));
            }
        }
    }
    drop(listener); // who waits in its queue is turned away
    while let Some(end) = open.join_next().await {
        shared.ended(end);
    }
}

/// The next connection. After a failure it pauses: a full table stays full for a while.
async fn next<H>(listener: &TcpListener, shared: &Shared<H>) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(error) => {
                shared.count(|counts| counts.accept_failed += 1);
                // This one concerns a client that has gone, and nobody else.
                if error.kind() != io::ErrorKind::ConnectionAborted {
                    sleep(PAUSE).await;
                }
            }
        }
    }
}
// ANCHOR_END: accept

// ANCHOR: connection
async fn connection<H, F>(stream: TcpStream, shared: Arc<Shared<H>>) -> Result<(), Broken>
where
    H: Fn(Vec<u8>) -> F,
    F: Future<Output = Vec<u8>>,
{
    tokio::select! {
        biased; // who is idle at the end is not cut off, but closed
        end = serve(stream, &shared) => end,
        () = shared.cut.cancelled() => Err(Broken::Stopped),
    }
}

async fn serve<H, F>(mut stream: TcpStream, shared: &Shared<H>) -> Result<(), Broken>
where
    H: Fn(Vec<u8>) -> F,
    F: Future<Output = Vec<u8>>,
{
    // An answer is not to wait for the acknowledgement of the one before.
    stream.set_nodelay(true).map_err(failed)?;
    let limits = &shared.limits;
    let mut buffer = Vec::new();
    let mut taken = 0; // so much of it has been requests
    let mut owed = None;
    loop {
        if taken == buffer.len() {
            (buffer, taken) = (Vec::new(), 0); // an idle connection keeps 64 bytes
            tokio::select! {
                biased; // what is seen to have come is served, even at the end
                read = timeout(limits.idle, read(&mut stream, &mut buffer, limits)) => {
                    match read {
                        Ok(Ok(0)) => return Ok(()),
                        Ok(read) => read?,
                        Err(_) => return Err(Broken::Idle),
                    };
                }
                () = shared.stop.cancelled() => return Ok(()),
            }
        }
        let until = Instant::now() + limits.request.min(FAR);
        let request = timeout_at(until, line(&mut stream, &mut buffer, &mut taken, limits)).await;
        let request = request.map_err(|_| Broken::SlowToSend)??;
        shared.count(|counts| counts.requests += 1);
        let answer = timeout_at(until, (shared.handler)(request)).await;
        let answer = answer.map_err(|_| Broken::SlowToAnswer)?;
        let written = timeout_at(until, stream.write_all(&answer)).await;
        written.map_err(|_| Broken::SlowToRead)?.map_err(failed)?;
        shared.count(|counts| counts.answered += 1);
        if shared.stop.is_cancelled() {
            // What has been begun is finished, and no more is begun.
            let begun = buffer[taken..].split_inclusive(|&byte| byte == b'\n');
            let left = owed.get_or_insert_with(|| begun.count());
            if *left == 0 {
                return Ok(());
            }
            *left -= 1;
        }
    }
}

/// Takes the next line out of the buffer, and reads until there is one.
async fn line(
    stream: &mut TcpStream,
    buffer: &mut Vec<u8>,
    taken: &mut usize,
    limits: &Limits,
) -> Result<Vec<u8>, Broken> {
    // Or a client with many short requests would keep the thread.
    tokio::task::coop::consume_budget().await;
    let mut seen = *taken;
    loop {
        if let Some(end) = buffer[seen..].iter().position(|&byte| byte == b'\n') {
            let line = buffer[*taken..seen + end].to_vec();
            *taken = seen + end + 1;
            return Ok(line);
        }
        buffer.drain(..*taken); // once for each read, not for each request
        *taken = 0;
        seen = buffer.len();
        if seen == limits.request_bytes {
            return Err(Broken::TooLong);
        }
        if read(stream, buffer, limits).await? == 0 {
            return Err(Broken::CutOff);
        }
    }
}

/// Reads what is there, and at most what a request may still have.
async fn read(
    stream: &mut TcpStream,
    buffer: &mut Vec<u8>,
    limits: &Limits,
) -> Result<usize, Broken> {
    let room = limits.request_bytes - buffer.len();
    stream
        .take(room as u64)
        .read_buf(buffer)
        .await
        .map_err(failed)
}

fn failed(error: io::Error) -> Broken {
    Broken::Failed(error.kind())
}
// ANCHOR_END: connection
