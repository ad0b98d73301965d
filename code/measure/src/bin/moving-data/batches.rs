//! The same numbers handed over to be added: one in a message, a few, many.

use std::hint::black_box;
use std::sync::mpsc;
use std::time::Duration;

use measure::{Candidate, Place, Suite};

use crate::{ROOM, stream};

/// Numbers of one operation.
const NUMBERS: usize = 1 << 16;
/// Numbers in a small batch, which is moved itself, and in a large one, of which a `Vec` is moved.
const FEW: usize = 64;
const MANY: usize = 4096;

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let number = |candidate: Candidate| {
        candidate.group("Numbers handed over to be added", "one number added")
    };
    let ours = |id: &str, name: &str| {
        number(Candidate::ours(id, name))
            .items(NUMBERS as u64)
            .above("loop")
            .beside("python-batch")
    };
    suite
        .candidate(number(
            Candidate::floor("loop", "a plain loop, nothing handed over")
                .items(NUMBERS as u64)
                .prepared(|| {
                    let numbers = numbers();
                    move |n| {
                        for _ in 0..n {
                            check(1, black_box(&numbers).iter().sum());
                        }
                    }
                }),
        ))
        .candidate(ours("each", "a message for each").timed(each))
        .candidate(ours("few", "64 in a message, an array").timed(few))
        .candidate(ours("many", "4096 in a message, a Vec").timed(many))
        .candidate(number(
            Candidate::peer("python-loop", "Python: a plain loop").items(NUMBERS as u64),
        ))
        .candidate(number(
            Candidate::peer("python-batch", "queue.Queue, 4096 in a list").items(NUMBERS as u64),
        ))
}

fn numbers() -> Vec<u64> {
    (0..NUMBERS as u64).collect()
}

fn check(n: u64, sum: u64) {
    let numbers = NUMBERS as u64;
    assert_eq!(sum, n * (numbers * (numbers - 1) / 2));
}

/// Sends the numbers, cut up by `cut`, n times.
fn handed_over<T: Send>(
    n: u64,
    room: usize,
    cut: impl Fn(&[u64], &dyn Fn(T)) + Send,
    sum: impl Fn(T) -> u64 + Send,
) -> Duration {
    let numbers = numbers();
    let (sender, receiver) = mpsc::sync_channel(room);
    stream::between(
        Place::TwoCores,
        move || {
            let send = |message| sender.send(message).expect("it is received");
            for _ in 0..n {
                cut(&numbers, &send);
            }
        },
        move || check(n, receiver.iter().map(sum).sum()),
    )
}

fn each(n: u64) -> Duration {
    let cut = |numbers: &[u64], send: &dyn Fn(u64)| numbers.iter().copied().for_each(send);
    handed_over(n, ROOM, cut, |number| number)
}

fn few(n: u64) -> Duration {
    let cut = |numbers: &[u64], send: &dyn Fn([u64; FEW])| {
        let (batches, []) = numbers.as_chunks() else {
            panic!("they divide");
        };
        batches.iter().copied().for_each(send);
    };
    handed_over(n, ROOM / FEW, cut, |batch| batch.iter().sum())
}

fn many(n: u64) -> Duration {
    let cut = |numbers: &[u64], send: &dyn Fn(Vec<u64>)| {
        numbers.chunks(MANY).for_each(|batch| send(batch.to_vec()));
    };
    handed_over(n, 4, cut, |batch| batch.iter().sum())
}
