//! Two futures in one task: each poll of the whole polls both, until both are ready.

// ANCHOR: join
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

async fn join<A: Future, B: Future>(
    a: A,
    b: B,
) -> (A::Output, B::Output) {
    let (mut a, mut b) = (pin!(Some(a)), pin!(Some(b)));
    let (mut of_a, mut of_b) = (None, None);
    poll_fn(|context| {
        if of_a.is_none() {
            of_a = ask(a.as_mut(), context);
        }
        if of_b.is_none() {
            of_b = ask(b.as_mut(), context);
        }
        match (of_a.take(), of_b.take()) {
            (Some(a), Some(b)) => return Poll::Ready((a, b)),
            one_or_none => (of_a, of_b) = one_or_none,
        }
        Poll::Pending
    })
    .await
}

/// A half that is ready gives its value, and is dropped.
fn ask<F: Future>(
    mut half: Pin<&mut Option<F>>,
    context: &mut Context<'_>,
) -> Option<F::Output> {
    match half.as_mut().as_pin_mut()?.poll(context) {
        Poll::Ready(value) => {
            half.set(None);
            Some(value)
        }
        Poll::Pending => None,
    }
}
// ANCHOR_END: join

// ANCHOR: main
use code::task::block_on;
use futures::channel::oneshot;
use std::cell::Cell;

/// Lets others go first: wakes itself, and is pending once.
async fn pause() {
    let mut asked = false;
    poll_fn(|context| {
        if asked {
            return Poll::Ready(());
        }
        asked = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

async fn counted<T>(
    job: impl Future<Output = T>,
    polls: &Cell<u32>,
) -> T {
    let mut job = pin!(job);
    poll_fn(|context| {
        polls.set(polls.get() + 1);
        job.as_mut().poll(context)
    })
    .await
}

fn main() {
    let (give, given) = oneshot::channel();
    let a = async { given.await.unwrap() };
    let b = async move {
        for step in 1..=3 {
            println!("b: step {step}");
            pause().await;
        }
        give.send("from b").unwrap();
    };
    let (of_a, of_b) = (Cell::new(0), Cell::new(0));
    let (a, ()) =
        block_on(join(counted(a, &of_a), counted(b, &of_b)));
    let polls = (of_a.get(), of_b.get());
    println!(
        "a: {a:?}, {} polls; b: {} polls",
        polls.0, polls.1
    );
    assert_eq!((a, polls), ("from b", (5, 4)));
}
// ANCHOR_END: main
