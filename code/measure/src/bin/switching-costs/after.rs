//! What comes after a switch: the thread finds in the caches what the other one has left there.

use std::time::Duration;

use measure::{Candidate, Place, Suite};

use crate::futex::{Among, Turn};
use crate::places::{round_trips, timed};

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    [("32-kib", "32 KiB", 32 << 10), ("1-mib", "1 MiB", 1 << 20)]
        .into_iter()
        .fold(suite, |suite, (id, size, bytes)| {
            let turn = |candidate: Candidate| {
                candidate.group("A turn that reads its own memory", "one turn")
            };
            let floor = format!("again-{id}");
            suite
                .candidate(turn(
                    Candidate::floor(&floor, &format!("one thread, the same {size} again"))
                        .timed(move |n| again(n, bytes)),
                ))
                .candidate(turn(
                    Candidate::ours(
                        &format!("both-{id}"),
                        &format!("one thread, {size} and another {size}"),
                    )
                    .above(&floor)
                    .items(2)
                    .timed(move |n| both(n, bytes)),
                ))
                .candidate(turn(
                    Candidate::ours(
                        &format!("switch-{id}"),
                        &format!("two threads, one core, {size} each"),
                    )
                    .above(&floor)
                    .items(2)
                    .timed(move |n| switching(n, bytes)),
                ))
        })
}

fn again(n: u64, bytes: usize) -> Duration {
    let memory = Memory::new(bytes);
    timed(n, || memory.read())
}

fn both(n: u64, bytes: usize) -> Duration {
    let (one, other) = (Memory::new(bytes), Memory::new(bytes));
    timed(n, || {
        one.read();
        other.read();
    })
}

fn switching(n: u64, bytes: usize) -> Duration {
    let turn = Turn::new();
    let (one, other) = (Memory::new(bytes), Memory::new(bytes));
    let near = || {
        one.read();
        turn.there_and_back(Among::Threads);
    };
    let far = || {
        turn.wait_while(crate::futex::NEAR, Among::Threads);
        other.read();
        turn.pass(crate::futex::NEAR, Among::Threads);
    };
    round_trips(Place::OneCore, n, near, far)
}

/// Cache lines, each of which says which comes next, all in one circle in an order that no hardware foresees.
struct Memory(Vec<Line>);

#[repr(align(64))]
struct Line(usize);

impl Memory {
    fn new(bytes: usize) -> Self {
        let mut order: Vec<usize> = (0..bytes / size_of::<Line>()).collect();
        fastrand::Rng::with_seed(1).shuffle(&mut order);
        let mut lines: Vec<Line> = order.iter().map(|_| Line(0)).collect();
        for (place, &line) in order.iter().enumerate() {
            lines[line].0 = order[(place + 1) % order.len()];
        }
        Memory(lines)
    }

    /// Once through all of it, each line after the one that names it.
    fn read(&self) {
        let mut line = 0;
        for _ in 0..self.0.len() {
            line = self.0[line].0;
        }
        assert_eq!(line, 0, "it is one circle");
    }
}
