//! A bounded channel with any number of senders and receivers: Python's `queue.Queue(maxsize)`, with an end.

use std::error::Error;
use std::fmt;
use std::iter::FusedIterator;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use crate::sync::deadline::Deadline;
use crate::sync::primitives::{
    AtomicBool, AtomicU64, AtomicUsize, Condvar, Mutex, MutexGuard, Ordering, UnsafeCell, fence,
};

/// A channel that holds up to `capacity` messages.
///
/// Senders and receivers may be cloned and given to other threads. Each message is received by one receiver.
///
/// # Order
///
/// The messages of one sender are taken in the order in which they were sent. Between senders there is no order but
/// this: a message whose `send` had returned before another's was called is taken first.
///
/// # Fairness
///
/// None is promised: who comes while others sleep may be served before them. Each message that comes, and each place
/// that becomes free, wakes one who waits for it, and who is woken for nothing goes on waiting.
///
/// # Panics
///
/// If `capacity` is 0, or more than memory can hold: all places are made at once. There is no hand-over without a queue
/// here; crossbeam's `bounded(0)` has one. No method of the
/// two ends panics, and a thread that panics with an end in its hands drops it like any other.
pub fn bounded<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    assert!(capacity > 0, "a channel needs room for a message");
    let channel = Arc::new(Channel {
        ring: Ring::new(capacity),
        for_room: Line(Sleepers::new()),
        for_message: Line(Sleepers::new()),
        senders: AtomicUsize::new(1),
        receivers: AtomicUsize::new(1),
    });
    (
        Sender {
            channel: Arc::clone(&channel),
        },
        Receiver { channel },
    )
}

// ANCHOR: ring
/// Places in a circle. Who sends takes the next ticket of `tail`, who receives the next of
/// `head`.
struct Ring<T> {
    head: Line<AtomicU64>,
    tail: Line<AtomicU64>,
    places: Box<[Place<T>]>,
}

/// In round `r` of the circle: empty at turn `2r`, full at `2r + 1`, empty again at `2r + 2`.
struct Place<T> {
    turn: AtomicU64,
    message: UnsafeCell<Option<T>>,
}

/// Alone on its cache lines.
#[repr(align(128))]
struct Line<A>(A);
// ANCHOR_END: ring

// SAFETY: only the thread that holds the ticket touches the message, and it needs no more than to be moved there.
unsafe impl<T: Send> Sync for Place<T> {}

impl<T> Ring<T> {
    fn new(capacity: usize) -> Self {
        Ring {
            head: Line(AtomicU64::new(0)),
            tail: Line(AtomicU64::new(0)),
            places: (0..capacity)
                .map(|_| Place {
                    turn: AtomicU64::new(0),
                    message: UnsafeCell::new(None),
                })
                .collect(),
        }
    }

    fn len(&self) -> usize {
        let head = self.head.0.load(Ordering::Acquire);
        let tail = self.tail.0.load(Ordering::Acquire);
        // The two are read one after the other, and threads go on meanwhile.
        (tail.saturating_sub(head) as usize).min(self.places.len())
    }

    fn turn_has_come(&self, ticket: u64, full: u64) -> bool {
        let capacity = self.places.len() as u64;
        let place = &self.places[(ticket % capacity) as usize];
        place.turn.load(Ordering::Acquire) >= 2 * (ticket / capacity) + full
    }

    fn has_message(&self) -> bool {
        self.turn_has_come(self.head.0.load(Ordering::Relaxed), 1)
    }

    fn has_room(&self) -> bool {
        self.turn_has_come(self.tail.0.load(Ordering::Relaxed), 0)
    }

    // ANCHOR: claim
    /// The next ticket of `counter` and its place, when the turn of that place has come.
    fn claim(&self, counter: &AtomicU64, full: u64) -> Option<(&Place<T>, u64)> {
        let relaxed = Ordering::Relaxed;
        let capacity = self.places.len() as u64;
        let mut ticket = counter.load(relaxed);
        loop {
            let place = &self.places[(ticket % capacity) as usize];
            let turn = 2 * (ticket / capacity) + full;
            if place.turn.load(Ordering::Acquire) < turn {
                return None;
            }
            // Fails when another thread has taken the ticket: then there is a newer one.
            match counter.compare_exchange(ticket, ticket + 1, relaxed, relaxed) {
                Ok(_) => return Some((place, turn)),
                Err(newer) => ticket = newer,
            }
        }
    }

    /// Puts the message in, or gives it back if the next place is not empty.
    fn push(&self, message: T) -> Result<(), T> {
        let Some((place, turn)) = self.claim(&self.tail.0, 0) else {
            return Err(message);
        };
        // SAFETY: nobody else has this ticket, and until the turn changes no other is for
        // this place.
        place.message.with_mut(|it| unsafe { *it = Some(message) });
        place.turn.store(turn + 1, Ordering::Release); // full
        Ok(())
    }

    /// Takes the next message, if it is there.
    fn pop(&self) -> Option<T> {
        let (place, turn) = self.claim(&self.head.0, 1)?;
        // SAFETY: as in `push`.
        let message = place.message.with_mut(|it| unsafe { (*it).take() });
        place.turn.store(turn + 1, Ordering::Release); // empty, a round later
        message
    }
    // ANCHOR_END: claim
}

// ANCHOR: sleepers
/// Those who sleep on one side of the channel.
struct Sleepers {
    /// Asleep, or about to be. Changed under the lock, read without.
    sleeping: AtomicUsize,
    /// One of them has been called and is not up yet. When it is, it will call the next if
    /// there is more. Changed under the lock, read without.
    called: AtomicBool,
    lock: Mutex<()>,
    call: Condvar,
}

impl Sleepers {
    /// Sleeps until the attempt succeeds, or gives up at the deadline. A failed attempt
    /// gives back what the next one needs.
    fn sleep_until<A, R>(
        &self,
        deadline: Deadline,
        mut given: A,
        mut attempt: impl FnMut(A) -> Result<R, A>,
    ) -> Result<R, A> {
        let mut guard = self.lock();
        self.sleeping.fetch_add(1, Ordering::Relaxed); // first be counted,
        let result = loop {
            fence(Ordering::SeqCst);
            match attempt(given) {
                Ok(result) => break Ok(result), // then look once more,
                Err(back) => given = back,
            }
            match deadline.wait(&self.call, guard) {
                Ok(woken) => guard = woken, // then sleep
                Err(awake) => {
                    guard = awake;
                    break Err(given);
                }
            }
            self.called.store(false, Ordering::Relaxed);
        };
        self.sleeping.fetch_sub(1, Ordering::Relaxed);
        drop(guard);
        result
    }

    /// Calls one, if one sleeps and none is on its way. To be used after the change that it
    /// waits for.
    fn call_one(&self) {
        fence(Ordering::SeqCst);
        if !self.may_call() {
            return;
        }
        let guard = self.lock();
        // Now all that are counted sleep, or have been woken and wait for this lock.
        if self.may_call() {
            self.called.store(true, Ordering::Relaxed);
            drop(guard);
            self.call.notify_one();
        }
    }

    fn may_call(&self) -> bool {
        self.sleeping.load(Ordering::Relaxed) > 0 && !self.called.load(Ordering::Relaxed)
    }
    // ANCHOR_END: sleepers

    fn new() -> Self {
        Sleepers {
            sleeping: AtomicUsize::new(0),
            called: AtomicBool::new(false),
            lock: Mutex::new(()),
            call: Condvar::new(),
        }
    }

    /// Calls all: nobody is left on the other side.
    fn call_all(&self) {
        drop(self.lock());
        self.call.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, ()> {
        self.lock.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Channel<T> {
    ring: Ring<T>,
    for_room: Line<Sleepers>,
    for_message: Line<Sleepers>,
    senders: AtomicUsize,
    receivers: AtomicUsize,
}

impl<T> Channel<T> {
    fn put(&self, message: T) -> Result<(), TrySendError<T>> {
        if self.receivers.load(Ordering::Acquire) == 0 {
            return Err(TrySendError::Disconnected(message));
        }
        self.ring.push(message).map_err(TrySendError::Full)
    }

    // ANCHOR: take
    fn take(&self) -> Result<T, TryRecvError> {
        // Before the look into the ring: what the last sender has sent is in it by then.
        let ended = self.senders.load(Ordering::Acquire) == 0;
        match self.ring.pop() {
            Some(message) => Ok(message),
            None if ended => Err(TryRecvError::Disconnected),
            None => Err(TryRecvError::Empty),
        }
    }

    fn receive(&self, deadline: Deadline) -> Result<T, TryRecvError> {
        let mut result = self.take();
        if matches!(result, Err(TryRecvError::Empty)) {
            let sleepers = &self.for_message.0;
            result = sleepers
                .sleep_until(deadline, (), |()| match self.take() {
                    Err(TryRecvError::Empty) => Err(()),
                    result => Ok(result),
                })
                .unwrap_or(Err(TryRecvError::Empty));
            if self.ring.has_message() {
                sleepers.call_one(); // one call may stand for two messages: pass it on
            }
        }
        if result.is_ok() {
            self.for_room.0.call_one();
        }
        result
    }
    // ANCHOR_END: take

    fn send(&self, message: T, deadline: Deadline) -> Result<(), TrySendError<T>> {
        let mut result = self.put(message);
        if let Err(TrySendError::Full(message)) = result {
            let sleepers = &self.for_room.0;
            result = sleepers
                .sleep_until(deadline, message, |message| match self.put(message) {
                    Err(TrySendError::Full(message)) => Err(message),
                    result => Ok(result),
                })
                .unwrap_or_else(|message| Err(TrySendError::Full(message)));
            if self.ring.has_room() {
                sleepers.call_one();
            }
        }
        if result.is_ok() {
            self.arrived();
        }
        result
    }

    /// To be called after a message has been put in.
    fn arrived(&self) {
        self.for_message.0.call_one();
        // The last receiver may have gone after the look in `put`. One of the two sees the other: there is a fence in
        // `call_one`, and one in the receiver's `drop`.
        if self.receivers.load(Ordering::Acquire) == 0 {
            self.discard();
        }
    }

    /// Drops what nobody will receive.
    fn discard(&self) {
        while self.ring.pop().is_some() {}
    }
}

/// The end that sends. One may be used by many threads, or cloned for each of them.
pub struct Sender<T> {
    channel: Arc<Channel<T>>,
}

/// The end that receives. Clones do not get copies: each message goes to one of them.
///
/// Messages that nobody has received are dropped with the last receiver; one that is sent at that moment, by its sender.
pub struct Receiver<T> {
    channel: Arc<Channel<T>>,
}

impl<T> Sender<T> {
    /// Sends a message, and sleeps while there is no room for it.
    ///
    /// # Errors
    ///
    /// When no receiver is left, with the message. `Ok` does not promise that it will be received: the last receiver may
    /// go without having taken it.
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        self.channel
            .send(message, Deadline::NEVER)
            .map_err(|error| SendError(error.into_inner()))
    }

    /// Sends a message if there is room for it now.
    ///
    /// # Errors
    ///
    /// When no receiver is left, or when there is no room. A place is occupied until its message has been moved out, so
    /// there may be none for a moment while a receiver is at work.
    pub fn try_send(&self, message: T) -> Result<(), TrySendError<T>> {
        let result = self.channel.put(message);
        if result.is_ok() {
            self.channel.arrived();
        }
        result
    }

    /// Sends a message, and sleeps for at most `limit` while there is no room.
    ///
    /// # Errors
    ///
    /// When no receiver is left, or when the time is over; with the message.
    pub fn send_timeout(&self, message: T, limit: Duration) -> Result<(), SendTimeoutError<T>> {
        let deadline = Deadline::after(limit);
        self.channel
            .send(message, deadline)
            .map_err(|error| match error {
                TrySendError::Full(message) => SendTimeoutError::Timeout(message),
                TrySendError::Disconnected(message) => SendTimeoutError::Disconnected(message),
            })
    }

    /// How many messages are in the channel: a number that may have changed by the time it is read.
    pub fn len(&self) -> usize {
        self.channel.ring.len()
    }

    /// Whether no message is in the channel, at this moment.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many messages the channel holds.
    pub fn capacity(&self) -> usize {
        self.channel.ring.places.len()
    }
}

impl<T> Receiver<T> {
    /// Receives the next message, and sleeps while there is none.
    ///
    /// # Errors
    ///
    /// When all messages have been received and no sender is left.
    pub fn recv(&self) -> Result<T, RecvError> {
        self.channel.receive(Deadline::NEVER).map_err(|_| RecvError)
    }

    /// Receives the next message if it is there.
    ///
    /// # Errors
    ///
    /// When it is not there, or when all have been received and no sender is left. While one sender is still moving a
    /// message in, those behind it cannot be received yet.
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        let result = self.channel.take();
        if result.is_ok() {
            self.channel.for_room.0.call_one();
        }
        result
    }

    /// Receives the next message, and sleeps for at most `limit` while there is none.
    ///
    /// # Errors
    ///
    /// When the time is over, or when all have been received and no sender is left.
    pub fn recv_timeout(&self, limit: Duration) -> Result<T, RecvTimeoutError> {
        let deadline = Deadline::after(limit);
        self.channel.receive(deadline).map_err(|error| match error {
            TryRecvError::Empty => RecvTimeoutError::Timeout,
            TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
        })
    }

    /// Receives until the channel is at its end.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { receiver: self }
    }

    /// How many messages are in the channel: a number that may have changed by the time it is read.
    pub fn len(&self) -> usize {
        self.channel.ring.len()
    }

    /// Whether no message is in the channel, at this moment.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many messages the channel holds.
    pub fn capacity(&self) -> usize {
        self.channel.ring.places.len()
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        self.channel.senders.fetch_add(1, Ordering::Relaxed);
        Sender {
            channel: Arc::clone(&self.channel),
        }
    }
}

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Self {
        self.channel.receivers.fetch_add(1, Ordering::Relaxed);
        Receiver {
            channel: Arc::clone(&self.channel),
        }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        if self.channel.senders.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.channel.for_message.0.call_all();
        }
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        if self.channel.receivers.fetch_sub(1, Ordering::AcqRel) == 1 {
            fence(Ordering::SeqCst);
            self.channel.discard();
            self.channel.for_room.0.call_all();
        }
    }
}

// As std's and crossbeam's: a panic leaves no message half moved.
impl<T> UnwindSafe for Sender<T> {}
impl<T> UnwindSafe for Receiver<T> {}
impl<T> RefUnwindSafe for Sender<T> {}
impl<T> RefUnwindSafe for Receiver<T> {}

impl<T> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Iter").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for IntoIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntoIter").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}

/// What [`Receiver::iter`] gives.
pub struct Iter<'a, T> {
    receiver: &'a Receiver<T>,
}

impl<T> Iterator for Iter<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.receiver.recv().ok()
    }
}

impl<T> FusedIterator for Iter<'_, T> {}

impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

/// What `into_iter` of a [`Receiver`] gives.
pub struct IntoIter<T> {
    receiver: Receiver<T>,
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.receiver.recv().ok()
    }
}

impl<T> FusedIterator for IntoIter<T> {}

impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> IntoIter<T> {
        IntoIter { receiver: self }
    }
}

/// No receiver is left. Here is the message back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SendError<T>(pub T);

/// Why [`Sender::try_send`] did not send, with the message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TrySendError<T> {
    /// There is no room at this moment.
    Full(T),
    /// No receiver is left.
    Disconnected(T),
}

/// Why [`Sender::send_timeout`] did not send, with the message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SendTimeoutError<T> {
    /// There was no room in time.
    Timeout(T),
    /// No receiver is left.
    Disconnected(T),
}

/// All has been received, and no sender is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecvError;

/// Why [`Receiver::try_recv`] gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TryRecvError {
    /// There is no message at this moment.
    Empty,
    /// All has been received, and no sender is left.
    Disconnected,
}

/// Why [`Receiver::recv_timeout`] gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecvTimeoutError {
    /// No message came in time.
    Timeout,
    /// All has been received, and no sender is left.
    Disconnected,
}

impl<T> TrySendError<T> {
    /// The message that was not sent.
    pub fn into_inner(self) -> T {
        match self {
            TrySendError::Full(message) | TrySendError::Disconnected(message) => message,
        }
    }
}

impl<T> SendTimeoutError<T> {
    /// The message that was not sent.
    pub fn into_inner(self) -> T {
        match self {
            SendTimeoutError::Timeout(message) | SendTimeoutError::Disconnected(message) => message,
        }
    }
}

// Without the message, which need not be `Debug`.
impl<T> fmt::Debug for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SendError(..)")
    }
}

impl<T> fmt::Debug for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TrySendError::Full(_) => "Full(..)",
            TrySendError::Disconnected(_) => "Disconnected(..)",
        })
    }
}

impl<T> fmt::Debug for SendTimeoutError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SendTimeoutError::Timeout(_) => "Timeout(..)",
            SendTimeoutError::Disconnected(_) => "Disconnected(..)",
        })
    }
}

const NO_RECEIVER: &str = "no receiver is left";
const AT_ITS_END: &str = "the channel is empty and no sender is left";

impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(NO_RECEIVER)
    }
}

impl<T> fmt::Display for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TrySendError::Full(_) => "the channel is full",
            TrySendError::Disconnected(_) => NO_RECEIVER,
        })
    }
}

impl<T> fmt::Display for SendTimeoutError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SendTimeoutError::Timeout(_) => "the channel was full for too long",
            SendTimeoutError::Disconnected(_) => NO_RECEIVER,
        })
    }
}

impl fmt::Display for RecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(AT_ITS_END)
    }
}

impl fmt::Display for TryRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TryRecvError::Empty => "the channel is empty",
            TryRecvError::Disconnected => AT_ITS_END,
        })
    }
}

impl fmt::Display for RecvTimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RecvTimeoutError::Timeout => "no message came in time",
            RecvTimeoutError::Disconnected => AT_ITS_END,
        })
    }
}

impl<T> Error for SendError<T> {}
impl<T> Error for TrySendError<T> {}
impl<T> Error for SendTimeoutError<T> {}
impl Error for RecvError {}
impl Error for TryRecvError {}
impl Error for RecvTimeoutError {}
