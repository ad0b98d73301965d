//! What `await` does, by hand: it asks, and what is not ready yet it hands on to whoever polls it.

// ANCHOR: main
use std::future::{Future, ready};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Not ready when it is asked for the first time.
struct Later(bool);

impl Future for Later {
    type Output = u32;

    fn poll(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<u32> {
        if std::mem::replace(&mut self.0, true) {
            return Poll::Ready(2);
        }
        Poll::Pending
    }
}

struct Through(Later);

impl Future for Through {
    type Output = u32;

    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<u32> {
        Pin::new(&mut self.0).poll(context)
    }
}

async fn job() -> u32 {
    ready(1).await + Through(Later(false)).await
}

fn main() {
    let mut job = pin!(job());
    let mut context = Context::from_waker(Waker::noop());
    let mut stops = 0;
    let sum = loop {
        match job.as_mut().poll(&mut context) {
            Poll::Ready(sum) => break sum,
            Poll::Pending => stops += 1,
        }
    };
    println!("two awaits, {stops} stop, result {sum}");
    assert_eq!((stops, sum), (1, 3));
}
// ANCHOR_END: main
