//! Two tasks on one thread read a number, pause, and write it back one higher. What counts is what the pause is.

// ANCHOR: main
use std::future::ready;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use tokio::task::yield_now;

enum Pause {
    None,
    ReadyAwait,
    YieldingAwait,
}

async fn count(total: Arc<AtomicU32>, pause: &Pause) {
    for _ in 0..1000 {
        let seen = total.load(Relaxed);
        match pause {
            Pause::None => (),
            Pause::ReadyAwait => ready(()).await,
            Pause::YieldingAwait => yield_now().await,
        }
        total.store(seen + 1, Relaxed);
    }
}

#[tokio::main(flavor = "current_thread")]
async fn two(pause: &'static Pause) -> u32 {
    let total = Arc::new(AtomicU32::new(0));
    let one = tokio::spawn(count(total.clone(), pause));
    let other = tokio::spawn(count(total.clone(), pause));
    one.await.unwrap();
    other.await.unwrap();
    total.load(Relaxed)
}

fn main() {
    let none = two(&Pause::None);
    let ready = two(&Pause::ReadyAwait);
    let yielding = two(&Pause::YieldingAwait);
    println!("no await:          {none}");
    println!("one that is ready: {ready}");
    println!("one that yields:   {yielding}");
    assert_eq!([none, ready, yielding], [2000, 2000, 1000]);
}
// ANCHOR_END: main
