//! An `async fn`, and the state machine that one would write in its place: the same answers to the same polls.

use std::pin::pin;
use std::task::Waker;

// ANCHOR: machine
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

async fn sum() -> u32 {
    let first = Number(20, false).await;
    let second = Number(22, false).await;
    first + second
}

enum Sum {
    Begin,
    First { waits_for: Number },
    Second { first: u32, waits_for: Number },
    Done,
}

impl Future for Sum {
    type Output = u32;

    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<u32> {
        loop {
            *self = match &mut *self {
                Sum::Begin => Sum::First {
                    waits_for: Number(20, false),
                },
                Sum::First { waits_for } => {
                    let number = Pin::new(waits_for);
                    let first = ready!(number.poll(context));
                    let waits_for = Number(22, false);
                    Sum::Second { first, waits_for }
                }
                Sum::Second { first, waits_for } => {
                    let number = Pin::new(waits_for);
                    let second = ready!(number.poll(context));
                    let sum = *first + second;
                    *self = Sum::Done;
                    return Poll::Ready(sum);
                }
                Sum::Done => panic!("it has been ready"),
            };
        }
    }
}
// ANCHOR_END: machine

/// A number that is ready when it is asked for the second time.
struct Number(u32, bool);

impl Future for Number {
    type Output = u32;

    fn poll(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<u32> {
        if self.1 {
            return Poll::Ready(self.0);
        }
        self.1 = true;
        Poll::Pending
    }
}

// ANCHOR: main
fn answers(job: impl Future<Output = u32>) -> Vec<Poll<u32>> {
    let mut job = pin!(job);
    let mut context = Context::from_waker(Waker::noop());
    (0..3).map(|_| job.as_mut().poll(&mut context)).collect()
}

fn main() {
    let (by_rustc, by_hand) = (sum(), Sum::Begin);
    let sizes = (size_of_val(&by_rustc), size_of::<Sum>());
    println!("by rustc: {} bytes", sizes.0);
    println!("by hand: {} bytes", sizes.1);
    let (by_rustc, by_hand) =
        (answers(by_rustc), answers(by_hand));
    println!("{by_rustc:?}");
    assert_eq!(by_rustc, by_hand);
    assert_eq!(by_hand[2], Poll::Ready(42));
}
// ANCHOR_END: main
