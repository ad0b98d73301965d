//! Who is to be woken when a file descriptor can be read or written: the kernel's answer, asked through the crate `polling`.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, ErrorKind};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, RawFd};
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use polling::{Event, Events, Poller};
use slab::Slab;

use super::ready::Sleeper;

/// Waits for many file descriptors at once. It belongs to one thread; [`Poller::notify`] ends its wait from any other.
pub struct Reactor {
    poller: Arc<Poller>,
    waiting: RefCell<Slab<Waiting>>,
    events: RefCell<Events>,
}

/// What waits for one descriptor.
#[derive(Debug)]
struct Waiting {
    descriptor: RawFd,
    readers: Vec<Waker>,
    writers: Vec<Waker>,
}

/// For what an operation waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// For something to read, or to accept.
    Read,
    /// For room to write, or to be connected.
    Write,
}

/// A socket that a [`Reactor`] watches until it is dropped. It must not block.
pub struct Source<T: AsFd> {
    io: T,
    key: usize,
    reactor: Rc<Reactor>,
}

impl Sleeper for Arc<Poller> {
    /// # Panics
    ///
    /// If the kernel refuses to write to the poller's own descriptor, which it has no reason to do.
    fn call(&self) {
        self.notify().expect("the poller's descriptor is open");
    }
}

impl Reactor {
    /// A reactor that waits in `poller`.
    pub fn new(poller: Arc<Poller>) -> Rc<Self> {
        Rc::new(Reactor {
            poller,
            waiting: RefCell::default(),
            events: RefCell::new(Events::new()),
        })
    }

    /// Watches `io`, which has been set not to block.
    ///
    /// # Errors
    ///
    /// Those of `epoll_ctl`: the descriptor is of a kind that cannot be waited for, such as a file on a disk; the limit of
    /// watches is reached.
    pub fn watch<T: AsFd>(self: &Rc<Self>, io: T) -> io::Result<Source<T>> {
        let mut waiting = self.waiting.borrow_mut();
        let descriptor = io.as_fd().as_raw_fd();
        let entry = waiting.vacant_entry();
        // SAFETY: `Source` is the owner of `io`; it deletes it from the poller before it is dropped.
        unsafe { self.poller.add(descriptor, Event::none(entry.key()))? };
        let key = entry.key();
        let (readers, writers) = (Vec::new(), Vec::new());
        entry.insert(Waiting {
            descriptor,
            readers,
            writers,
        });
        drop(waiting);
        let reactor = Rc::clone(self);
        Ok(Source { io, key, reactor })
    }

    /// Waits until a descriptor is ready that somebody waits for, or the poller is notified, or `limit` is over
    /// (`None`: for ever), and gives the wakers of those who waited for it.
    ///
    /// # Errors
    ///
    /// Those of `epoll_wait` and `epoll_ctl`. It starts again by itself after a signal.
    pub fn wait(&self, limit: Option<Duration>) -> io::Result<Vec<Waker>> {
        let mut events = self.events.borrow_mut();
        events.clear();
        self.poller.wait(&mut events, limit)?;
        let mut wakers = Vec::new();
        let mut waiting = self.waiting.borrow_mut();
        for event in events.iter() {
            let Some(source) = waiting.get_mut(event.key) else {
                continue;
            };
            if event.readable {
                wakers.append(&mut source.readers);
            }
            if event.writable {
                wakers.append(&mut source.writers);
            }
            // The poller tells once. Who waits for the other direction still wants to know.
            source.arm(event.key, &self.poller)?;
        }
        Ok(wakers)
    }

    /// How many descriptors it watches.
    pub fn watched(&self) -> usize {
        self.waiting.borrow().len()
    }

    fn wake_when(&self, key: usize, direction: Direction, waker: &Waker) -> io::Result<()> {
        let mut waiting = self.waiting.borrow_mut();
        let source = &mut waiting[key];
        let wakers = match direction {
            Direction::Read => &mut source.readers,
            Direction::Write => &mut source.writers,
        };
        if !wakers.iter().any(|known| known.will_wake(waker)) {
            wakers.push(waker.clone());
        }
        source.arm(key, &self.poller)
    }
}

impl Waiting {
    fn arm(&self, key: usize, poller: &Poller) -> io::Result<()> {
        let (readable, writable) = (!self.readers.is_empty(), !self.writers.is_empty());
        if !readable && !writable {
            return Ok(());
        }
        // SAFETY: the descriptor is open: the entry is removed before its source closes it.
        let descriptor = unsafe { BorrowedFd::borrow_raw(self.descriptor) };
        poller.modify(descriptor, Event::new(key, readable, writable))
    }
}

impl<T: AsFd> Source<T> {
    /// What is watched.
    pub fn get_ref(&self) -> &T {
        &self.io
    }

    // ANCHOR: poll_io
    /// Tries `operation`. If it would block, the task of `context` is woken when it is worth another try.
    ///
    /// Any number of tasks may wait for one source; all that wait for a direction are woken.
    pub fn poll_io<R>(
        &self,
        context: &Context<'_>,
        direction: Direction,
        mut operation: impl FnMut(&T) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        loop {
            match operation(&self.io) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => return Poll::Ready(result),
            }
        }
        match self.reactor.wake_when(self.key, direction, context.waker()) {
            Ok(()) => Poll::Pending,
            Err(error) => Poll::Ready(Err(error)),
        }
    }
    // ANCHOR_END: poll_io
}

impl<T: AsFd> Drop for Source<T> {
    fn drop(&mut self) {
        // It fails only for a descriptor that is not watched.
        let _ = self.reactor.poller.delete(self.io.as_fd());
        self.reactor.waiting.borrow_mut().remove(self.key);
    }
}

impl fmt::Debug for Reactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reactor")
            .field("watched", &self.watched())
            .finish_non_exhaustive()
    }
}

impl<T: AsFd + fmt::Debug> fmt::Debug for Source<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Source").field(&self.io).finish()
    }
}
