//! A ring buffer in memory that two processes share: one writes messages, the other reads them.
//!
//! [`Producer::create`] and [`Consumer::create`] make a ring and return one end of it, and a descriptor for the other end.
//! Give that to a child as its standard input, and the child makes its end of it with `from_fd`. No path and no name is
//! involved, so there is nothing to clean up: the memory is gone when the last process that maps it is. An end belongs to one
//! process: after a `fork` only one of the two may go on using it, and the other must not even drop it, which would tell the peer
//! that it has left.
//!
//! # Waiting
//!
//! Nobody spins. Who finds nothing to do says so in the shared memory and sleeps in `recv` on a socket that joins the two
//! processes; who makes it possible to go on sends one byte, and only if the other sleeps. A busy ring makes no system call.
//! The socket is there because of the peer's death: the kernel closes a dead process's end, and that ends the sleep at once, if no
//! other process has a copy of that end: a `Command` that is kept has one, and a program the peer started without giving it
//! another standard input. A futex is cheaper to wake, but nobody wakes a plain one when the peer is killed.
//!
//! The side that waits and the side that wakes could miss each other. They do not:
//!
//! - The waiter stores in `wakes_at` what it waits for, then runs a `SeqCst` fence, then loads the other's position again.
//! - The waker stores its own position, then runs a `SeqCst` fence, then loads `wakes_at`.
//!
//! One of the two fences is first. If it is the waiter's, the waker's load sees that somebody waits, and it sends the byte; the
//! byte stays in the socket until it is read, so it does not matter whether the waiter sleeps yet. If it is the waker's, the
//! waiter's second load sees the new position, and it does not sleep.
//!
//! # What is in the memory
//!
//! A position is the count of bytes ever written or read. Each side stores its own with `Release` when the copying is done, and
//! loads the other's with `Acquire` before it copies. So a message is whole before it can be seen, and is copied out before its
//! place can be used again. A writer that is killed in the middle of a message has not stored its position: the message was never
//! there.
//!
//! # Trust
//!
//! The peer may be mad or hostile. It can write any byte of the memory at any time, or punch holes into it, which read as zeros; it
//! can wake this side for nothing as often as it likes, close its end, and stop. That costs time and messages, and nothing else. Each side
//! keeps its own position to itself and only reports it; the other's is checked whenever it is read, as is every length. A message
//! is copied into private memory before anybody looks at it. The memory is read and written as atomic words, which is what makes
//! a peer that writes at the same time a wrong message and not undefined behaviour. It is sealed against shrinking, or the peer
//! could cut it off, and the next access would be a `SIGBUS`.

mod mapping;
mod socket;
#[cfg(test)]
mod tests;
mod words;

use std::error::Error;
use std::fmt;
use std::io;
use std::os::fd::OwnedFd;
use std::sync::atomic::{
    AtomicU32, AtomicU64,
    Ordering::{Acquire, Relaxed, Release, SeqCst},
    fence,
};
use std::time::{Duration, Instant};

use mapping::Mapping;
use socket::{Slept, Socket};

/// Bytes of the length that stands before every message. What follows it is padded to as many.
const WORD: u64 = 8;

/// In `wakes_at` of a side that does not wait.
const AWAKE: u64 = u64::MAX;

// ANCHOR: header
/// What is in the memory before the messages. The other process can change any of it at
/// any time.
#[repr(C)]
struct Header {
    magic: AtomicU64,
    producer: Side,
    consumer: Side,
}

/// What one side tells the other. Each half has cache lines of its own: 128 bytes,
/// because some processors fetch two at a time.
#[repr(C)]
struct Side {
    position: Position,
    waiting: Waiting,
}

/// Changes with every message.
#[repr(C, align(128))]
struct Position {
    /// Bytes it has ever written, or ever read.
    bytes: AtomicU64,
}

/// Changes when somebody falls asleep.
#[repr(C, align(128))]
struct Waiting {
    /// It is to be woken when the other's position is this.
    wakes_at: AtomicU64,
    /// Not 0: it has left in good order. A `bool` would be a promise that no other byte
    /// is ever there.
    closed: AtomicU32,
}
// ANCHOR_END: header

/// Why a message was not sent or not received.
#[derive(Debug)]
pub enum RingError {
    /// The message does not fit the ring. In bytes.
    TooLong {
        /// The message's length.
        length: usize,
        /// The longest that fits.
        limit: usize,
    },
    /// There is no room now.
    Full,
    /// The time was up.
    TimedOut,
    /// The consumer was dropped. What it has not read by then is lost.
    Closed,
    /// The peer's process ended without dropping its end. All messages it had sent were received before this is said.
    PeerGone,
    /// The peer wrote what no peer that keeps to the protocol writes, or the descriptor is no ring's. Says what was wrong.
    Corrupt(&'static str),
    /// The kernel refused something.
    Io(io::Error),
}

impl fmt::Display for RingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RingError::TooLong { length, limit } => {
                write!(f, "a message of {length} bytes, where {limit} is the limit")
            }
            RingError::Full => write!(f, "the ring is full"),
            RingError::TimedOut => write!(f, "the time was up"),
            RingError::Closed => write!(f, "the consumer has left"),
            RingError::PeerGone => write!(f, "the other process has died"),
            RingError::Corrupt(what) => write!(f, "not a ring, or a broken one: {what}"),
            RingError::Io(error) => error.fmt(f),
        }
    }
}

impl Error for RingError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            RingError::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for RingError {
    fn from(error: io::Error) -> Self {
        RingError::Io(error)
    }
}

/// Which side of the ring an end is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Producer,
    Consumer,
}

/// What the two ends have in common: each has a position, watches the other's, and may have to wait for it.
struct End {
    memory: Mapping,
    socket: Socket,
    role: Role,
    /// This side's position. The memory has a copy, which only the peer reads.
    mine: u64,
    /// The peer's position as of the last look.
    theirs: u64,
    /// The peer's end of the socket is closed.
    gone: bool,
    /// The peer has broken the protocol, and nothing can be told from the memory any more.
    corrupt: Option<&'static str>,
}

impl End {
    fn create(capacity: usize, role: Role) -> Result<(End, OwnedFd), RingError> {
        let (memory, file) = Mapping::create(capacity)?;
        let (socket, other) = Socket::pair()?;
        socket.give(&file)?;
        Ok((End::new(memory, socket, role), other))
    }

    fn from_fd(fd: OwnedFd, role: Role) -> Result<End, RingError> {
        let socket = Socket::new(fd)?;
        let memory = Mapping::open(&socket.take()?)?;
        let end = End::new(memory, socket, role);
        if end.side().position.bytes.load(Relaxed) != 0 {
            return Err(RingError::Corrupt("this end is in use already"));
        }
        Ok(end)
    }

    fn new(memory: Mapping, socket: Socket, role: Role) -> End {
        End {
            memory,
            socket,
            role,
            mine: 0,
            theirs: 0,
            gone: false,
            corrupt: None,
        }
    }

    fn side(&self) -> &Side {
        let header = self.memory.header();
        match self.role {
            Role::Producer => &header.producer,
            Role::Consumer => &header.consumer,
        }
    }

    fn peer(&self) -> &Side {
        let header = self.memory.header();
        match self.role {
            Role::Producer => &header.consumer,
            Role::Consumer => &header.producer,
        }
    }

    fn capacity(&self) -> u64 {
        self.memory.capacity() as u64
    }

    /// Looks where the peer is. It can only have gone forward, by whole words, and not
    /// past what this side allows.
    fn look(&mut self) -> Result<u64, RingError> {
        let position = self.peer().position.bytes.load(Acquire);
        let furthest = match self.role {
            Role::Producer => self.mine,
            Role::Consumer => self.mine.saturating_add(self.capacity()),
        };
        if !(self.theirs..=furthest).contains(&position) || !position.is_multiple_of(WORD) {
            return self.fail("a position that cannot be");
        }
        self.theirs = position;
        Ok(position)
    }

    /// Why there is no use in waiting for the peer, if there is none.
    fn ended(&self) -> Option<RingError> {
        if self.peer().waiting.closed.load(Acquire) != 0 {
            Some(RingError::Closed)
        } else if self.gone {
            Some(RingError::PeerGone)
        } else {
            None
        }
    }

    // ANCHOR: wait
    /// Returns when the peer is at `needed` or beyond. If it is not there yet, sleeps
    /// until it is at `wake_at`.
    fn wait(&mut self, needed: u64, wake_at: u64, until: Deadline) -> Result<(), RingError> {
        loop {
            // In this order: what the peer did before it left must be seen.
            let ended = self.ended();
            if self.look()? >= needed {
                return Ok(());
            }
            if let Some(reason) = ended {
                return Err(reason);
            }
            self.wait_at(wake_at);
            fence(SeqCst); // Pairs with the one in `moved`.
            let slept = match self.look() {
                Ok(position) if position < needed && self.ended().is_none() => {
                    self.socket.sleep(until)
                }
                Ok(_) => Ok(Slept::Woken),
                Err(error) => return Err(error),
            };
            self.wait_at(AWAKE);
            match slept? {
                Slept::Woken => {}
                Slept::PeerGone => self.gone = true,
                Slept::TimedOut if self.look()? >= needed => return Ok(()),
                Slept::TimedOut => return Err(RingError::TimedOut),
            }
        }
    }

    /// Reports this side's new position, and wakes the peer if it waits for that.
    fn moved(&mut self, by: u64) {
        self.mine += by;
        self.side().position.bytes.store(self.mine, Release);
        fence(SeqCst); // Pairs with the one in `wait`.
        if self.peer().waiting.wakes_at.load(Relaxed) <= self.mine {
            self.wake();
        }
    }
    // ANCHOR_END: wait

    /// Tells the peer where it is to wake this side.
    fn wait_at(&self, position: u64) {
        #[cfg(test)]
        tests::before_it_says_so();
        self.side().waiting.wakes_at.store(position, Relaxed);
    }

    /// Wakes the peer, once for each time that it falls asleep.
    fn wake(&self) {
        if self.peer().waiting.wakes_at.swap(AWAKE, Relaxed) != AWAKE {
            self.socket.wake();
        }
    }

    fn check(&self) -> Result<(), RingError> {
        match self.corrupt {
            Some(what) => Err(RingError::Corrupt(what)),
            None => Ok(()),
        }
    }

    fn fail<T>(&mut self, what: &'static str) -> Result<T, RingError> {
        self.corrupt = Some(what);
        Err(RingError::Corrupt(what))
    }
}

impl Drop for End {
    /// Leaves in good order. The socket's end would wake the peer too, but only if no other process has a copy of it.
    fn drop(&mut self) {
        self.side().waiting.closed.store(1, Release);
        fence(SeqCst);
        self.wake();
    }
}

impl fmt::Debug for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("End")
            .field("role", &self.role)
            .field("capacity", &self.capacity())
            .field("mine", &self.mine)
            .field("theirs", &self.theirs)
            .finish_non_exhaustive()
    }
}

/// How long to wait: for ever, or until then.
type Deadline = Option<Instant>;

/// The deadline of a wait that starts now.
fn deadline(timeout: Duration) -> Deadline {
    Instant::now().checked_add(timeout)
}

/// Bytes that a message takes in the ring: its length, itself, and padding.
fn framed(length: u64) -> u64 {
    WORD + length.next_multiple_of(WORD)
}

/// The end that sends.
#[derive(Debug)]
pub struct Producer(End);

impl Producer {
    /// A ring of `capacity` bytes, and the descriptor that [`Consumer::from_fd`] makes the other end of.
    ///
    /// # Panics
    ///
    /// If `capacity` is not a power of two from 64 bytes to 1 GiB.
    pub fn create(capacity: usize) -> Result<(Producer, OwnedFd), RingError> {
        let (end, other) = End::create(capacity, Role::Producer)?;
        Ok((Producer(end), other))
    }

    /// The sending end of a ring that [`Consumer::create`] made, most often in another process.
    pub fn from_fd(fd: OwnedFd) -> Result<Producer, RingError> {
        End::from_fd(fd, Role::Producer).map(Producer)
    }

    /// The longest message that fits, in bytes.
    pub fn limit(&self) -> usize {
        (self.0.capacity() - WORD) as usize
    }

    /// Sends one message; waits for room.
    ///
    /// When it returns, the message is in the ring: a consumer that is alive can receive it, even if this process dies now. Whether
    /// it will is another matter, and an answer of the consumer's is the only way to know. A producer that has to wait sleeps until
    /// half of the ring is free, or more if the message needs more: one that is woken for each message read would do little else. So
    /// a consumer must not stop reading to wait, in some other way, for a producer that may be in `send`.
    ///
    /// That the consumer was killed is noticed only when there is no room: until then messages go into a ring that nobody reads.
    pub fn send(&mut self, message: &[u8]) -> Result<(), RingError> {
        self.send_until(message, None)
    }

    /// As [`send`](Self::send), but fails with [`RingError::TimedOut`] when there is no room for that long.
    pub fn send_timeout(&mut self, message: &[u8], timeout: Duration) -> Result<(), RingError> {
        self.send_until(message, deadline(timeout))
    }

    /// Sends one message if there is room for it now, and fails with [`RingError::Full`] if not. Does not notice that the
    /// consumer's process was killed: this needs a wait.
    pub fn try_send(&mut self, message: &[u8]) -> Result<(), RingError> {
        let needed = self.ready_at(message)?;
        if self.0.theirs < needed && self.0.look()? < needed {
            return Err(RingError::Full);
        }
        self.put(message);
        Ok(())
    }

    fn send_until(&mut self, message: &[u8], until: Deadline) -> Result<(), RingError> {
        let needed = self.ready_at(message)?;
        if self.0.theirs < needed {
            let half_free = self.0.mine.saturating_sub(self.0.capacity() / 2);
            self.0.wait(needed, needed.max(half_free), until)?;
        }
        self.put(message);
        Ok(())
    }

    /// Where the consumer has to be for the message to have room.
    fn ready_at(&self, message: &[u8]) -> Result<u64, RingError> {
        self.0.check()?;
        let (length, limit) = (message.len(), self.limit());
        if length > limit {
            return Err(RingError::TooLong { length, limit });
        }
        if self.0.peer().waiting.closed.load(Acquire) != 0 {
            return Err(RingError::Closed);
        }
        if self.0.gone {
            return Err(RingError::PeerGone);
        }
        let end = self.0.mine + framed(length as u64);
        Ok(end.saturating_sub(self.0.capacity()))
    }

    fn put(&mut self, message: &[u8]) {
        let (at, length) = (self.0.mine, message.len() as u64);
        let words = self.0.memory.words();
        words::set(words, at, length);
        words::copy_in(words, at + WORD, message);
        self.0.moved(framed(length));
    }
}

/// The end that receives.
#[derive(Debug)]
pub struct Consumer {
    end: End,
    /// The last message, in memory that nobody else can change.
    message: Vec<u8>,
}

impl Consumer {
    /// A ring of `capacity` bytes, and the descriptor that [`Producer::from_fd`] makes the other end of.
    ///
    /// # Panics
    ///
    /// If `capacity` is not a power of two from 64 bytes to 1 GiB.
    pub fn create(capacity: usize) -> Result<(Consumer, OwnedFd), RingError> {
        let (end, other) = End::create(capacity, Role::Consumer)?;
        Ok((Consumer::new(end), other))
    }

    /// The receiving end of a ring that [`Producer::create`] made, most often in another process.
    pub fn from_fd(fd: OwnedFd) -> Result<Consumer, RingError> {
        End::from_fd(fd, Role::Consumer).map(Consumer::new)
    }

    fn new(end: End) -> Consumer {
        Consumer {
            end,
            message: Vec::new(),
        }
    }

    /// The next message; waits for it. `None` if the producer was dropped and all that it sent has been received.
    pub fn receive(&mut self) -> Result<Option<&[u8]>, RingError> {
        self.receive_until(None)
    }

    /// As [`receive`](Self::receive), but fails with [`RingError::TimedOut`] when nothing comes for so long. A time of zero looks,
    /// and does not wait.
    pub fn receive_timeout(&mut self, timeout: Duration) -> Result<Option<&[u8]>, RingError> {
        self.receive_until(deadline(timeout))
    }

    fn receive_until(&mut self, until: Deadline) -> Result<Option<&[u8]>, RingError> {
        self.end.check()?;
        let at = self.end.mine;
        if self.end.theirs == at {
            match self.end.wait(at + WORD, at + WORD, until) {
                Ok(()) => {}
                Err(RingError::Closed) => return Ok(None),
                Err(error) => return Err(error),
            }
        }
        let words = self.end.memory.words();
        // A copy: whatever the peer writes there from now on, this is the length that was
        // checked.
        let length = words::get(words, at);
        let most = self.end.theirs - at - WORD;
        if length > most {
            return self.end.fail("a length beyond what was written");
        }
        let bytes = length as usize;
        if self.message.len() < bytes {
            self.message.resize(bytes, 0);
        }
        words::copy_out(words, at + WORD, &mut self.message[..bytes]);
        self.end.moved(framed(length));
        Ok(Some(&self.message[..bytes]))
    }
}
