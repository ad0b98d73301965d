//! Who is to be woken when a file descriptor can be read or written: the kernel's answer, asked through the crate `polling`.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::io::{self, ErrorKind};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, RawFd};
use std::pin::Pin;
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
    readers: Places,
    writers: Places,
}

/// A place for each operation in progress. Empty once its waker has been called, until it waits again.
type Places = Slab<Option<Waker>>;

/// For what an operation waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// For something to read, or to accept.
    Read,
    /// For room to write, or to be connected.
    Write,
}

/// A socket that a [`Reactor`] watches until it is dropped. It must not block.
///
/// It belongs to its reactor: awaited where another executor runs, it is never woken.
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
    pub fn watch<T: AsFd + 'static>(self: &Rc<Self>, io: T) -> io::Result<Source<T>> {
        let mut waiting = self.waiting.borrow_mut();
        let descriptor = io.as_fd().as_raw_fd();
        let entry = waiting.vacant_entry();
        // SAFETY: `Source` owns `io` and hands out no more than a reference, so the descriptor stays open until its `Drop`
        // has deleted it. (`'static` keeps out a reference to somebody else's socket. A type of one's own whose `as_fd`
        // gives now one descriptor and now another would be told of the wrong one, and no memory is at stake.)
        unsafe { self.poller.add(descriptor, Event::none(entry.key()))? };
        let key = entry.key();
        let (readers, writers) = (Slab::new(), Slab::new());
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
                wakers.extend(
                    source
                        .readers
                        .iter_mut()
                        .filter_map(|(_, place)| place.take()),
                );
            }
            if event.writable {
                wakers.extend(
                    source
                        .writers
                        .iter_mut()
                        .filter_map(|(_, place)| place.take()),
                );
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

    /// Puts `waker` into `place`, or into a new one.
    fn wait_for(
        &self,
        key: usize,
        direction: Direction,
        place: Option<usize>,
        waker: &Waker,
    ) -> io::Result<usize> {
        let waker = waker.clone();
        let mut waiting = self.waiting.borrow_mut();
        let places = waiting[key].places(direction);
        let place = place.unwrap_or_else(|| places.insert(None));
        let old = places[place].replace(waker);
        let armed = waiting[key].arm(key, &self.poller);
        drop(waiting);
        drop(old); // code of others
        armed.map(|()| place)
    }
}

impl Waiting {
    fn places(&mut self, direction: Direction) -> &mut Places {
        match direction {
            Direction::Read => &mut self.readers,
            Direction::Write => &mut self.writers,
        }
    }

    fn arm(&self, key: usize, poller: &Poller) -> io::Result<()> {
        let wanted = |places: &Places| places.iter().any(|(_, place)| place.is_some());
        let (readable, writable) = (wanted(&self.readers), wanted(&self.writers));
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

    /// Tries `operation` until it does not block, and waits in between.
    ///
    /// Any number of tasks may wait for one source; all that wait for a direction are woken. Dropping the future takes its
    /// waker out.
    pub fn when_ready<R, F>(&self, direction: Direction, operation: F) -> Operation<'_, T, F>
    where
        F: FnMut(&T) -> io::Result<R>,
    {
        Operation {
            source: self,
            direction,
            operation,
            place: None,
        }
    }
}

/// What [`Source::when_ready`] gives.
pub struct Operation<'a, T: AsFd, F> {
    source: &'a Source<T>,
    direction: Direction,
    operation: F,
    place: Option<usize>,
}

// ANCHOR: operation
impl<T: AsFd, R, F: FnMut(&T) -> io::Result<R> + Unpin> Future for Operation<'_, T, F> {
    type Output = io::Result<R>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<R>> {
        let source = self.source;
        loop {
            match (self.operation)(&source.io) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => return Poll::Ready(result),
            }
        }
        let (direction, place) = (self.direction, self.place);
        self.place = Some(source.reactor.wait_for(
            source.key,
            direction,
            place,
            context.waker(),
        )?);
        Poll::Pending
    }
}

impl<T: AsFd, F> Drop for Operation<'_, T, F> {
    fn drop(&mut self) {
        if let Some(place) = self.place {
            let mut waiting = self.source.reactor.waiting.borrow_mut();
            let waker = waiting[self.source.key]
                .places(self.direction)
                .remove(place);
            drop(waiting);
            drop(waker); // code of others
        }
    }
}
// ANCHOR_END: operation

impl<T: AsFd> Drop for Source<T> {
    fn drop(&mut self) {
        // It fails only for a descriptor that is not watched.
        let _ = self.reactor.poller.delete(self.io.as_fd());
        // No operation is in progress: they borrow it.
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

impl<T: AsFd, F> fmt::Debug for Operation<'_, T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Operation")
            .field("direction", &self.direction)
            .finish_non_exhaustive()
    }
}

impl<T: AsFd + fmt::Debug> fmt::Debug for Source<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Source").field(&self.io).finish()
    }
}
