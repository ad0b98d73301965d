//! Forty pages from a local server: one after another, by eight threads, by tasks of one thread with eight in flight.

use futures::stream::{self, StreamExt};
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread::{self, JoinHandle};
use tokio::io::{
    AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader,
};
use tokio::sync::Barrier;

const PAGES: usize = 40;

/// A web site that is shown `at_once` pages at a time: none is sent before so many have been asked for. Returns, when all
/// have been sent, how many were being waited for at most.
fn site(at_once: usize) -> (SocketAddr, JoinHandle<usize>) {
    let listener =
        std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let serve = async move {
        let listener =
            tokio::net::TcpListener::from_std(listener)
                .unwrap();
        let meeting = Arc::new(Barrier::new(at_once));
        let in_flight = Arc::new(AtomicUsize::new(0));
        let most = Arc::new(AtomicUsize::new(0));
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..PAGES {
            let (stream, _) =
                listener.accept().await.unwrap();
            let (meeting, in_flight, most) = (
                meeting.clone(),
                in_flight.clone(),
                most.clone(),
            );
            tasks.spawn(async move {
                let mut stream = BufReader::new(stream);
                let page =
                    request(&mut stream).await.unwrap();
                let now = in_flight.fetch_add(1, SeqCst) + 1;
                most.fetch_max(now, SeqCst);
                meeting.wait().await;
                in_flight.fetch_sub(1, SeqCst);
                stream
                    .write_all(&answer(page))
                    .await
                    .unwrap();
            });
        }
        tasks.join_all().await;
        most.load(SeqCst)
    };
    let server = thread::spawn(|| {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(serve)
    });
    (address, server)
}

/// The number in `GET /7 HTTP/1.0`, after all lines of the request.
async fn request(
    stream: &mut BufReader<tokio::net::TcpStream>,
) -> io::Result<usize> {
    let mut text = String::new();
    while !text.ends_with("\r\n\r\n") {
        if stream.read_line(&mut text).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    let path = text.split(' ').nth(1).unwrap();
    Ok(path[1..].parse().unwrap())
}

fn answer(page: usize) -> Vec<u8> {
    let length = 1000 * page;
    let mut answer = format!(
        "HTTP/1.0 200 OK\r\nContent-Length: {length}\r\n\r\n"
    )
    .into_bytes();
    answer.resize(answer.len() + length, page as u8);
    answer
}

fn ask(page: usize) -> Vec<u8> {
    format!("GET /{page} HTTP/1.0\r\n\r\n").into_bytes()
}

/// How long the page is, and the sum of its bytes.
fn judge(answer: &[u8]) -> (usize, usize) {
    let head = answer
        .windows(4)
        .position(|end| end == b"\r\n\r\n")
        .unwrap();
    let body = &answer[head + 4..];
    (body.len(), body.iter().map(|&b| usize::from(b)).sum())
}

// ANCHOR: main
fn get(site: SocketAddr, page: usize) -> (usize, usize) {
    let mut stream = TcpStream::connect(site).unwrap();
    stream.write_all(&ask(page)).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    judge(&answer)
}

fn one_after_another(
    site: SocketAddr,
) -> Vec<(usize, usize)> {
    (0..PAGES).map(|page| get(site, page)).collect()
}

fn threads(site: SocketAddr) -> Vec<(usize, usize)> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut got = Vec::new();
        loop {
            let page = next.fetch_add(1, SeqCst);
            if page >= PAGES {
                return got;
            }
            got.push(get(site, page));
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> =
            (0..8).map(|_| scope.spawn(work)).collect();
        let got = threads.into_iter().map(|t| t.join());
        got.flat_map(Result::unwrap).collect()
    })
}

#[tokio::main(flavor = "current_thread")]
async fn tasks(site: SocketAddr) -> Vec<(usize, usize)> {
    let download = |page| async move {
        let mut stream = tokio::net::TcpStream::connect(site)
            .await
            .unwrap();
        stream.write_all(&ask(page)).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        judge(&answer)
    };
    let downloads = stream::iter(0..PAGES).map(download);
    downloads.buffer_unordered(8).collect().await
}

fn main() {
    type Way = fn(SocketAddr) -> Vec<(usize, usize)>;
    let ways: [(&str, Way, usize); 3] = [
        ("one after another", one_after_another, 1),
        ("eight threads", threads, 8),
        ("tasks, eight in flight", tasks, 8),
    ];
    for (name, way, at_once) in ways {
        let (address, server) = site(at_once);
        let got = way(address);
        let bytes: usize =
            got.iter().map(|page| page.0).sum();
        let sum: usize = got.iter().map(|page| page.1).sum();
        let most = server.join().unwrap();
        println!("{name}: {bytes} bytes, {most} in flight");
        assert_eq!((got.len(), most), (PAGES, at_once));
        assert_eq!((bytes, sum), (780_000, 20_540_000));
    }
}
// ANCHOR_END: main
