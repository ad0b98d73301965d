//! An executor that asks all its tasks, over and over.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

// ANCHOR: main
/// Ready when its time has come. It calls nobody.
struct Nap(Instant);

impl Future for Nap {
    type Output = ();

    fn poll(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<()> {
        if Instant::now() < self.0 {
            return Poll::Pending;
        }
        Poll::Ready(())
    }
}

/// Runs them all; says how often it has asked.
fn run(mut tasks: Vec<Pin<Box<impl Future>>>) -> u64 {
    let mut context = Context::from_waker(Waker::noop());
    let mut polls = 0;
    while !tasks.is_empty() {
        tasks.retain_mut(|task| {
            polls += 1;
            task.as_mut().poll(&mut context).is_pending()
        });
    }
    polls
}

fn two_naps() -> u64 {
    let end = Instant::now() + Duration::from_millis(20);
    run(vec![Box::pin(Nap(end)), Box::pin(Nap(end))])
}
// ANCHOR_END: main

fn main() {
    // On a busy machine it may not get to run for so long.
    let polls = (0..100).map(|_| two_naps());
    let polls = polls.into_iter().find(|polls| *polls > 1000);
    assert!(polls.is_some());
    println!("two naps, polled more than 1000 times");
}
