//! Who is to be woken when.

use std::collections::BTreeMap;
use std::mem;
use std::task::Waker;
use std::time::Instant;

/// Deadlines and the wakers that wait for them. It has no clock: the time is told to it.
///
/// Adding and removing take time proportional to the logarithm of how many there are.
#[derive(Debug, Default)]
pub struct Timer {
    waiting: BTreeMap<TimerKey, Waker>,
    added: u64,
}

/// One entry of a [`Timer`]: by deadline, and among equal ones by the order of adding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimerKey {
    at: Instant,
    number: u64,
}

impl Timer {
    /// With nobody waiting.
    pub fn new() -> Self {
        Timer::default()
    }

    // ANCHOR: timer
    /// Wakes `waker` when `at` has come.
    pub fn add(&mut self, at: Instant, waker: Waker) -> TimerKey {
        self.added += 1;
        let key = TimerKey {
            at,
            number: self.added,
        };
        self.waiting.insert(key, waker);
        key
    }

    /// The earliest deadline.
    pub fn next(&self) -> Option<Instant> {
        self.waiting.first_key_value().map(|(key, _)| key.at)
    }

    /// Takes out those whose deadline is `now` or earlier, the earliest first.
    pub fn expired(&mut self, now: Instant) -> Vec<Waker> {
        let mut wakers = Vec::new();
        while let Some(first) = self.waiting.first_entry()
            && first.key().at <= now
        {
            wakers.push(first.remove());
        }
        wakers
    }
    // ANCHOR_END: timer

    /// Wakes `waker` in its place, and gives the old one. If it has expired there is none, and `waker` is dropped.
    pub fn update(&mut self, key: TimerKey, waker: Waker) -> Option<Waker> {
        self.waiting
            .get_mut(&key)
            .map(|old| mem::replace(old, waker))
    }

    /// Nobody waits for it any more. Gives the waker, unless it has expired.
    pub fn remove(&mut self, key: TimerKey) -> Option<Waker> {
        self.waiting.remove(&key)
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether nobody waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}
