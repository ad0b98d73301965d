//! What an event loop does with a future, done by hand: it polls until the answer is `Ready`.

// ANCHOR: main
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Not ready when it is asked for the first time.
struct NextTime(bool);

impl Future for NextTime {
    type Output = ();

    fn poll(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        Poll::Pending
    }
}

async fn sum() -> u32 {
    println!("  the first number");
    NextTime(false).await;
    println!("  the second number");
    NextTime(false).await;
    20 + 22
}

fn main() {
    let mut job = pin!(sum());
    let mut context = Context::from_waker(Waker::noop());
    let mut polls = 0;
    let answer = loop {
        let answer = job.as_mut().poll(&mut context);
        polls += 1;
        println!("poll {polls}: {answer:?}");
        if let Poll::Ready(answer) = answer {
            break answer;
        }
    };
    assert_eq!((polls, answer), (3, 42));
}
// ANCHOR_END: main
