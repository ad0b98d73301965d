//! TCP, for tasks.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{self, Shutdown, SocketAddr, ToSocketAddrs};

use socket2::{Domain, Socket, Type};

use super::executor::current;
use super::reactor::{Direction, Source};

/// A socket that takes connections.
#[derive(Debug)]
pub struct TcpListener {
    source: Source<net::TcpListener>,
}

/// A connection. Any number of tasks may read and write it at a time, sharing it in an `Rc`. It belongs to the executor it was
/// made on: awaited on another, it is never woken.
#[derive(Debug)]
pub struct TcpStream {
    source: Source<net::TcpStream>,
}

impl TcpListener {
    /// Listens at `address`, as `std::net::TcpListener::bind` does.
    ///
    /// # Errors
    ///
    /// Those of std's `bind`.
    ///
    /// # Panics
    ///
    /// If no executor runs on this thread.
    pub fn bind(address: impl ToSocketAddrs) -> io::Result<Self> {
        let listener = net::TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        Ok(TcpListener {
            source: current().reactor.watch(listener)?,
        })
    }

    /// Waits for a connection.
    ///
    /// # Errors
    ///
    /// Those of `accept`. One that is about the connection, such as `ConnectionAborted`, or about this process, such as
    /// too many open files, does not end the listener: try again, in the latter case when some are closed.
    pub async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        let accepted = self
            .source
            .when_ready(Direction::Read, net::TcpListener::accept);
        let (stream, address) = accepted.await?;
        Ok((TcpStream::new(stream)?, address))
    }

    /// Where it listens.
    ///
    /// # Errors
    ///
    /// Those of `getsockname`.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.source.get_ref().local_addr()
    }
}

impl TcpStream {
    fn new(stream: net::TcpStream) -> io::Result<Self> {
        stream.set_nonblocking(true)?;
        Ok(TcpStream {
            source: current().reactor.watch(stream)?,
        })
    }

    /// Connects to `address`.
    ///
    /// # Errors
    ///
    /// Those of `socket` and `connect`: refused, unreachable, timed out in the kernel.
    ///
    /// # Panics
    ///
    /// If no executor runs on this thread.
    pub async fn connect(address: SocketAddr) -> io::Result<Self> {
        let socket = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
        socket.set_nonblocking(true)?;
        match socket.connect(&address.into()) {
            Ok(()) => {}
            // Begun: it can be written to when it is connected, or has failed.
            Err(error) if error.raw_os_error() == Some(libc::EINPROGRESS) => {}
            Err(error) => return Err(error),
        }
        let stream = TcpStream {
            source: current().reactor.watch(net::TcpStream::from(socket))?,
        };
        let connected =
            stream
                .source
                .when_ready(Direction::Write, |stream| match stream.take_error()? {
                    Some(error) => Err(error),
                    // Neither an error nor a peer: still on its way.
                    None => match stream.peer_addr() {
                        Err(error) if error.kind() == ErrorKind::NotConnected => {
                            Err(ErrorKind::WouldBlock.into())
                        }
                        peer => peer,
                    },
                });
        connected.await?;
        Ok(stream)
    }

    /// Reads what has come, at most as much as fits; zero bytes mean that the other side has ended.
    ///
    /// Dropping the future before it is ready loses nothing.
    ///
    /// # Errors
    ///
    /// Those of `read`, such as `ConnectionReset`.
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        self.source
            .when_ready(Direction::Read, |mut stream| stream.read(buffer))
            .await
    }

    /// Writes all of `bytes`, waiting for room as often as it takes.
    ///
    /// Dropping the future before it is ready may leave a part written.
    ///
    /// # Errors
    ///
    /// Those of `write`, such as `BrokenPipe`.
    pub async fn write_all(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let written = self
                .source
                .when_ready(Direction::Write, |mut stream| stream.write(bytes))
                .await?;
            if written == 0 {
                return Err(ErrorKind::WriteZero.into());
            }
            bytes = &bytes[written..];
        }
        Ok(())
    }

    /// Ends one direction or both; the other side reads the end.
    ///
    /// # Errors
    ///
    /// Those of `shutdown`.
    pub fn shutdown(&self, how: Shutdown) -> io::Result<()> {
        self.source.get_ref().shutdown(how)
    }

    /// The socket itself, for its options.
    pub fn get_ref(&self) -> &net::TcpStream {
        self.source.get_ref()
    }
}
