//! Where does a loop that is always ready to go on give its thread back?

// ANCHOR: main
use futures::StreamExt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use tokio::sync::mpsc;
use tokio::task::yield_now;

const ALL: u32 = 300;
static DONE: AtomicU32 = AtomicU32::new(0);

/// How much is done whenever `work` gives the thread back.
async fn gives_back(
    work: impl Future<Output = ()>,
) -> Vec<u32> {
    DONE.store(0, Relaxed);
    let (mut work, mut places) = (pin!(work), Vec::new());
    poll_fn(|context| {
        let polled = work.as_mut().poll(context);
        if polled.is_pending() {
            places.push(DONE.load(Relaxed));
        }
        polled
    })
    .await;
    places
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, mut messages) = mpsc::unbounded_channel();
    (0..ALL).for_each(|n| tx.send(n).unwrap());
    drop(tx);
    let places = gives_back(async move {
        while messages.recv().await.is_some() {
            DONE.fetch_add(1, Relaxed);
        }
    });
    let places = places.await;
    println!("tokio's channel, full: {places:?}");
    assert_eq!(places, [128, 256]);

    let (tx, mut messages) =
        futures::channel::mpsc::unbounded();
    (0..ALL).for_each(|n| tx.unbounded_send(n).unwrap());
    drop(tx);
    let places = gives_back(async move {
        while messages.next().await.is_some() {
            DONE.fetch_add(1, Relaxed);
        }
    });
    let places = places.await;
    println!("another crate's, full: {places:?}");
    assert_eq!(places, []);

    for yields in [false, true] {
        let places = gives_back(async {
            for n in 1..=ALL {
                DONE.fetch_add(1, Relaxed); // our own work
                if yields && n % 100 == 0 {
                    yield_now().await;
                }
            }
        });
        let places = places.await;
        println!("work, yields {yields}: {places:?}");
        let expected: &[u32] =
            if yields { &[100, 200, 300] } else { &[] };
        assert_eq!(places, expected);
    }
}
// ANCHOR_END: main
