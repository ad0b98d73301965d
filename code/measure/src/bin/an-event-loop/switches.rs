//! Into a coroutine and back.

use std::hint::black_box;
use std::time::{Duration, Instant};

use code::task::Generator;
use code::task::generator::Yielder;
use corosensei::{Coroutine, CoroutineResult};
use measure::{Bound, Candidate, MemoryCandidate, Suite};

pub fn candidates(suite: Suite) -> Suite {
    let (group, unit) = ("Into a coroutine and back", "one value");
    let ours = |id: &str, name: &str| {
        Candidate::ours(id, name)
            .group(group, unit)
            .above("call")
            .beside("python-generator")
    };
    let peer = |id: &str, name: &str| Candidate::peer(id, name).group(group, unit).above("call");
    suite
        .candidate(
            Candidate::floor("call", "a call through a pointer")
                .group(group, unit)
                .timed(|n| {
                    let mut next = 0u64;
                    let mut call: Box<dyn FnMut() -> Option<u64>> =
                        black_box(Box::new(move || {
                            next += 1;
                            Some(next)
                        }));
                    values(n, &mut *call)
                }),
        )
        .candidate(
            ours("state-machine", "stackless: a state machine by hand").timed(|n| {
                let mut machine: Box<dyn Iterator<Item = u64>> =
                    black_box(Box::new(Counts::Before));
                values(n, || machine.next())
            }),
        )
        .candidate(
            ours("corosensei", "stackful: the crate corosensei").timed(|n| {
                let mut coroutine = Coroutine::new(|yielder, ()| {
                    for value in 1u64.. {
                        yielder.suspend(value);
                    }
                });
                values(n, || match coroutine.resume(()) {
                    CoroutineResult::Yield(value) => Some(value),
                    CoroutineResult::Return(()) => None,
                })
            }),
        )
        .candidate(ours("generator", "stackful: our Generator").timed(|n| {
            let mut generator = Generator::new(count);
            values(n, || generator.next())
        }))
        .candidate(peer("python-generator", "a Python generator"))
        .candidate(peer("python-greenlet", "greenlet: switch there and back"))
        .memory(MemoryCandidate::new(
            "memory-state-machine",
            "a state machine, boxed",
            100_000,
            |n| suspended((0..n).map(|_| Box::new(Counts::Before))),
        ))
        .memory(MemoryCandidate::new(
            "memory-generator",
            "a Generator with its stack",
            10_000,
            |n| suspended((0..n).map(|_| Generator::new(count))),
        ))
}

/// `n` values after one that does not count: 2, 3, 4 …
fn values(n: u64, mut next: impl FnMut() -> Option<u64>) -> Duration {
    assert_eq!(next(), Some(1));
    let start = Instant::now();
    for value in 0..n {
        assert_eq!(next(), Some(value + 2));
    }
    start.elapsed()
}

/// One, two, three …, for as long as it is asked.
fn count(out: &Yielder<u64>) {
    for value in 1u64.. {
        out.give(value);
    }
}

/// Each has given its first value.
fn suspended<T: Iterator<Item = u64>>(counts: impl Iterator<Item = T>) -> Vec<T> {
    let first = |mut count: T| {
        assert_eq!(count.next(), Some(1));
        count
    };
    counts.map(first).collect()
}

/// Counts from one, as a compiler would write a generator.
enum Counts {
    Before,
    Given(u64),
}

impl Iterator for Counts {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let value = match *self {
            Counts::Before => 1,
            Counts::Given(value) => value + 1,
        };
        *self = Counts::Given(value);
        Some(value)
    }
}

pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "generator-vs-corosensei",
            "Our generator costs at most half as much again as the crate it is made of.",
            "generator",
            "corosensei",
            Bound::AtMost(1.5),
        )
        .claim(
            "greenlet-vs-generator",
            "Greenlet takes at least five times as long for the same.",
            "python-greenlet",
            "generator",
            Bound::AtLeast(5.0),
        )
        .claim(
            "stackful-vs-stackless",
            "It loses: a generator on a stack of its own takes at least twenty times the memory of a state machine.",
            "memory-generator",
            "memory-state-machine",
            Bound::AtLeast(20.0),
        )
}
