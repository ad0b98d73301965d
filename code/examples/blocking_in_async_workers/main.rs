//! Two workers. One blocks, and what it has started last is out of the other's reach.

// ANCHOR: main
use std::panic;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use tokio::task::block_in_place;

const SHORT: Duration = Duration::from_millis(100);
const LONG: Duration = Duration::from_secs(20);

/// Starts a task that sends one word.
fn start() -> Receiver<()> {
    let (word, heard) = channel();
    tokio::spawn(async move { word.send(()) });
    heard
}

/// It blocks the thread. Has the word come?
fn hears(heard: Receiver<()>, limit: Duration) -> bool {
    heard.recv_timeout(limit).is_ok()
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let one = tokio::spawn(async { hears(start(), SHORT) });
    let one = one.await.unwrap();
    println!("one started:  heard {one}");

    let two = tokio::spawn(async {
        let (first, last) = (start(), start());
        (hears(first, LONG), hears(last, SHORT))
    });
    let two = two.await.unwrap();
    println!("two started:  heard {two:?}");

    let moved = tokio::spawn(async {
        let (first, last) = (start(), start());
        block_in_place(|| {
            (hears(first, LONG), hears(last, LONG))
        })
    });
    let moved = moved.await.unwrap();
    println!("in_place:     heard {moved:?}");
    assert!(!one);
    assert_eq!((two, moved), ((true, false), (true, true)));

    panic::set_hook(Box::new(|panic| {
        println!("{}", panic.payload_as_str().unwrap());
    }));
    let single = std::thread::spawn(|| {
        tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap()
            .block_on(async { block_in_place(|| ()) });
    });
    assert!(single.join().is_err());
}
// ANCHOR_END: main
