//! Ten tasks sleep on one thread, first in a way that stops the thread.

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time;

const NAP: Duration = Duration::from_millis(20);
static ASLEEP: AtomicU32 = AtomicU32::new(0);
static MOST: AtomicU32 = AtomicU32::new(0);
static BEATS: AtomicU32 = AtomicU32::new(0);

async fn heartbeat() {
    loop {
        BEATS.fetch_add(1, Relaxed);
        time::sleep(Duration::from_millis(1)).await;
    }
}

/// How often the heart beat meanwhile.
async fn nap(blocking: bool) -> u32 {
    let asleep = ASLEEP.fetch_add(1, Relaxed) + 1;
    MOST.fetch_max(asleep, Relaxed);
    let before = BEATS.load(Relaxed);
    if blocking {
        thread::sleep(NAP);
    } else {
        time::sleep(NAP).await;
    }
    ASLEEP.fetch_sub(1, Relaxed);
    BEATS.load(Relaxed) - before
}

async fn ten(blocking: bool) -> (u32, Vec<u32>) {
    MOST.store(0, Relaxed);
    let mut naps = JoinSet::new();
    for _ in 0..10 {
        naps.spawn(nap(blocking));
    }
    let beats = naps.join_all().await;
    (MOST.load(Relaxed), beats)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let heart = tokio::spawn(heartbeat());

    let (most, beats) = ten(true).await;
    println!("thread::sleep: {most} asleep at once");
    println!("  heartbeats meanwhile: {beats:?}");
    assert_eq!((most, beats), (1, vec![0; 10]));

    let (most, beats) = ten(false).await;
    println!("tokio's sleep: {most} asleep at once");
    let all = beats.iter().all(|&beats| beats > 0);
    println!("  heartbeats during each: {all}");
    assert!(most == 10 && all);

    heart.abort();
}
// ANCHOR_END: main
