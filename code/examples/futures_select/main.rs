//! The first of two futures that is ready. The other is dropped, half-way.

use std::pin::pin;
use std::task::Poll;

// ANCHOR: main
use code::task::block_on;
use std::future::{Future, poll_fn, ready};

async fn first<T>(
    a: impl Future<Output = T>,
    b: impl Future<Output = T>,
) -> T {
    let (mut a, mut b) = (pin!(a), pin!(b));
    poll_fn(|context| {
        if let Poll::Ready(value) = a.as_mut().poll(context) {
            return Poll::Ready(value);
        }
        b.as_mut().poll(context)
    })
    .await
}

struct Goes(&'static str);

impl Drop for Goes {
    fn drop(&mut self) {
        println!("{} goes", self.0);
    }
}

async fn steps(name: &'static str, n: u32) -> &'static str {
    let _goes = Goes(name);
    for step in 1..=n {
        println!("{name}: step {step}");
        pause().await;
    }
    name
}

fn main() {
    let jobs = first(steps("hare", 1), steps("snail", 9));
    let winner = block_on(jobs);
    println!("first: {winner}");
    assert_eq!(winner, "hare");

    let draws = (0..100)
        .map(|_| block_on(first(ready("a"), ready("b"))));
    let of_a = draws.filter(|&winner| winner == "a").count();
    println!("both ready: a wins {of_a} times of 100");
    assert_eq!(of_a, 100);
}
// ANCHOR_END: main

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
