//! A future that has been polled may point into itself. Pinned in a box it stays where it is, wherever the box goes.

// ANCHOR: main
use std::cell::Cell;
use std::future::poll_fn;
use std::task::{Context, Poll, Waker};

/// Pending once.
async fn pause() {
    let mut asked = false;
    poll_fn(|_| match std::mem::replace(&mut asked, true) {
        false => Poll::Pending,
        true => Poll::Ready(()),
    })
    .await;
}

async fn read(address: &Cell<usize>) -> usize {
    let buffer = [7u8; 64];
    let rest = &buffer[60..];
    address.set(rest.as_ptr().addr());
    pause().await;
    rest.len() // `rest`, and so `buffer`, is kept
}

fn main() {
    let address = Cell::new(0);
    let mut job = Box::pin(read(&address));
    let begin = (&raw const *job).addr();
    let end = begin + size_of_val(&*job);

    let mut context = Context::from_waker(Waker::noop());
    assert!(job.as_mut().poll(&mut context).is_pending());
    let inside = (begin..end).contains(&address.get());
    println!("`rest` points into the future: {inside}");
    assert!(inside);

    let mut jobs = [job]; // the box is moved
    let stayed = (&raw const *jobs[0]).addr() == begin;
    println!("the future has stayed: {stayed}");
    assert!(stayed);
    let answer = jobs[0].as_mut().poll(&mut context);
    println!("{answer:?}");
    assert_eq!(answer, Poll::Ready(4));
}
// ANCHOR_END: main
