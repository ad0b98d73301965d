//! A future of an `async fn` is polled where it is pinned, and nowhere else.

// ANCHOR: main
use std::future::{Future, ready};
use std::pin::Pin;
use std::task::{Context, Waker};

async fn work() {
    ready(()).await;
}

fn main() {
    let mut job = work();
    let mut context = Context::from_waker(Waker::noop());
    let _ = Pin::new(&mut job).poll(&mut context);
    let _moved = job; // it could be moved now
}
// ANCHOR_END: main
