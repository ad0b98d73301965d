use std::cell::Cell;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{self, Shutdown, SocketAddr};
use std::os::unix::net::UnixStream;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::thread;
use std::time::Duration;

use code::task::{
    Direction, Executor, JoinHandle, Reactor, TcpListener, TcpStream, sleep, spawn, yield_now,
};
use polling::Poller;

fn run<T>(future: impl Future<Output = T>) -> T {
    Executor::new().unwrap().run_until_complete(future)
}

async fn echo(stream: TcpStream) -> io::Result<()> {
    let mut buffer = [0; 4096];
    loop {
        match stream.read(&mut buffer).await? {
            0 => return Ok(()),
            n => stream.write_all(&buffer[..n]).await?,
        }
    }
}

fn serve() -> (SocketAddr, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            spawn(echo(stream));
        }
    });
    (address, server)
}

/// Both ends of a connection: who asked for it, and who accepted.
async fn pair() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).await;
    (client.unwrap(), listener.accept().await.unwrap().0)
}

#[test]
fn it_echoes_to_many() {
    run(async {
        let (address, server) = serve();
        let clients: Vec<_> = (0..100u32)
            .map(|number| {
                spawn(async move {
                    let stream = TcpStream::connect(address).await.unwrap();
                    for round in 0..10u32 {
                        let sent = [number.to_le_bytes(), round.to_le_bytes()].concat();
                        stream.write_all(&sent).await.unwrap();
                        let mut got = Vec::<u8>::new();
                        let mut buffer = [0; 3]; // in pieces
                        while got.len() < sent.len() {
                            let n = stream.read(&mut buffer).await.unwrap();
                            got.extend(&buffer[..n]);
                        }
                        assert_eq!(got, sent);
                    }
                })
            })
            .collect();
        for client in clients {
            client.await.unwrap();
        }
        server.abort();
    });
}

/// More than the sockets hold: the writer has to wait for room, and the server for its writer.
#[test]
fn a_mebibyte_comes_back_whole() {
    run(async {
        let (address, server) = serve();
        let data: Rc<Vec<u8>> = Rc::new((0..8 << 20).map(|n: u32| (n >> 3) as u8).collect());
        let stream = Rc::new(TcpStream::connect(address).await.unwrap());
        let writer = spawn({
            let (stream, data) = (Rc::clone(&stream), Rc::clone(&data));
            async move {
                stream.write_all(&data).await.unwrap();
                stream.shutdown(Shutdown::Write).unwrap();
            }
        });
        let mut got = Vec::<u8>::new();
        let mut buffer = vec![0; 65536];
        loop {
            match stream.read(&mut buffer).await.unwrap() {
                0 => break,
                n => got.extend(&buffer[..n]),
            }
        }
        writer.await.unwrap();
        assert!(got == *data);
        server.abort();
    });
}

#[test]
fn a_thread_is_a_client_like_any_other() {
    let (send, receive) = std::sync::mpsc::channel();
    let client = thread::spawn(move || {
        let mut stream = net::TcpStream::connect::<SocketAddr>(receive.recv().unwrap()).unwrap();
        let mut got = [0; 5];
        for _ in 0..200 {
            stream.write_all(b"hello").unwrap();
            stream.read_exact(&mut got).unwrap();
            assert_eq!(&got, b"hello");
        }
    });
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        send.send(listener.local_addr().unwrap()).unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        echo(stream).await.unwrap();
    });
    client.join().unwrap();
}

#[test]
fn nobody_listens() {
    let address = {
        let listener = net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    let refused = run(TcpStream::connect(address)).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
}

#[test]
fn a_client_that_breaks_off_is_an_error_for_its_task_only() {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let broken = TcpStream::connect(address).await.unwrap();
        let (served, _) = listener.accept().await.unwrap();
        let reader = spawn(async move { served.read(&mut [0; 16]).await });
        yield_now().await;
        // Closed with a time of zero to linger, a socket resets its connection.
        let linger = nix::libc::linger {
            l_onoff: 1,
            l_linger: 0,
        };
        nix::sys::socket::setsockopt(broken.get_ref(), nix::sys::socket::sockopt::Linger, &linger)
            .unwrap();
        drop(broken);
        assert_eq!(
            reader.await.unwrap().unwrap_err().kind(),
            ErrorKind::ConnectionReset
        );
        let client = TcpStream::connect(address).await.unwrap();
        let (served, _) = listener.accept().await.unwrap();
        client.write_all(b"still there").await.unwrap();
        let mut buffer = [0; 16];
        assert_eq!(served.read(&mut buffer).await.unwrap(), 11);
    });
}

/// Both are woken, and one gets it.
#[test]
fn two_tasks_read_one_stream() {
    run(async {
        let (client, served) = pair().await;
        let (served, bytes) = (Rc::new(served), Rc::new(Cell::new(0)));
        let readers = [0; 2].map(|_| {
            let (served, bytes) = (Rc::clone(&served), Rc::clone(&bytes));
            spawn(async move {
                let n = served.read(&mut [0; 1]).await.unwrap();
                bytes.set(bytes.get() + n);
            })
        });
        yield_now().await;
        client.write_all(b"a").await.unwrap();
        while bytes.get() < 1 {
            yield_now().await;
        }
        client.write_all(b"b").await.unwrap();
        for reader in readers {
            reader.await.unwrap();
        }
        assert_eq!(bytes.get(), 2);
    });
}

/// One direction is ready at once, the other is waited for.
#[test]
fn reading_and_writing_wait_side_by_side() {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = Rc::new(
            TcpStream::connect(listener.local_addr().unwrap())
                .await
                .unwrap(),
        );
        let (served, _) = listener.accept().await.unwrap();
        let reader = spawn({
            let client = Rc::clone(&client);
            async move { client.read(&mut [0; 16]).await.unwrap() }
        });
        yield_now().await;
        let much = vec![0; 16 << 20];
        let writer = spawn({
            let client = Rc::clone(&client);
            async move { client.write_all(&much).await.unwrap() }
        });
        yield_now().await;
        assert!(!writer.is_finished());
        let mut left = 16 << 20;
        let mut buffer = vec![0; 1 << 16];
        while left > 0 {
            left -= served.read(&mut buffer).await.unwrap();
        }
        writer.await.unwrap();
        served.write_all(b"now you").await.unwrap();
        assert_eq!(reader.await.unwrap(), 7);
    });
}

#[test]
fn sockets_are_looked_at_though_tasks_are_always_ready() {
    run(async {
        let busy = spawn(async {
            loop {
                yield_now().await;
            }
        });
        let (address, server) = serve();
        let stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"x").await.unwrap();
        assert_eq!(stream.read(&mut [0; 1]).await.unwrap(), 1);
        busy.abort();
        server.abort();
    });
}

#[test]
fn a_read_that_is_dropped_loses_nothing() {
    run(async {
        let (client, served) = pair().await;
        let served = Rc::new(served);
        let reader = spawn({
            let served = Rc::clone(&served);
            async move { served.read(&mut [0; 16]).await.unwrap() }
        });
        yield_now().await;
        reader.abort();
        client.write_all(b"kept").await.unwrap();
        sleep(Duration::from_millis(1)).await;
        let mut buffer = [0; 16];
        assert_eq!(served.read(&mut buffer).await.unwrap(), 4);
    });
}

#[test]
fn a_writer_hears_that_the_other_side_is_gone() {
    run(async {
        let (client, served) = pair().await;
        let writer = spawn(async move { client.write_all(&vec![0; 64 << 20]).await });
        yield_now().await;
        assert!(!writer.is_finished());
        // With data unread: a reset.
        drop(served);
        let error = writer.await.unwrap().unwrap_err();
        assert!(
            matches!(
                error.kind(),
                ErrorKind::ConnectionReset | ErrorKind::BrokenPipe
            ),
            "{error}"
        );
    });
}

/// Ten thousand times given up: no waker of them is left, and the one who waits at last is woken.
#[test]
fn an_operation_that_is_dropped_leaves_no_waker() {
    struct Nobody;
    impl std::task::Wake for Nobody {
        fn wake(self: Arc<Self>) {}
    }
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let nobody = Arc::new(Nobody);
        let waker = Waker::from(Arc::clone(&nobody));
        for _ in 0..10_000 {
            let mut accept = pin!(listener.accept());
            assert!(
                accept
                    .as_mut()
                    .poll(&mut Context::from_waker(&waker))
                    .is_pending()
            );
        }
        drop(waker);
        assert_eq!(Arc::strong_count(&nobody), 1);
        let address = listener.local_addr().unwrap();
        let client = spawn(TcpStream::connect(address));
        listener.accept().await.unwrap();
        client.await.unwrap().unwrap();
    });
}

#[test]
fn a_reactor_forgets_what_is_dropped() {
    let poller = Arc::new(Poller::new().unwrap());
    let reactor = Reactor::new(Arc::clone(&poller));
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    ours.set_nonblocking(true).unwrap();
    let source = reactor.watch(ours).unwrap();
    assert_eq!(reactor.watched(), 1);
    let mut byte = [0; 1];
    let mut read = Box::pin(
        source.when_ready(Direction::Read, |mut stream: &UnixStream| {
            stream.read(&mut byte)
        }),
    );
    assert!(
        read.as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
            .is_pending()
    );
    assert!(reactor.wait(Some(Duration::ZERO)).unwrap().is_empty());
    theirs.write_all(b"x").unwrap();
    assert_eq!(reactor.wait(None).unwrap().len(), 1);
    drop(read);
    drop(source);
    assert_eq!(reactor.watched(), 0);
}
