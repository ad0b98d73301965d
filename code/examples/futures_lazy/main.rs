//! An `async fn` that is called has not begun: what the call returns is a value, and it runs when it is polled.

// ANCHOR: main
use futures::executor::block_on;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

static SAVED: AtomicU32 = AtomicU32::new(0);

async fn save(order: u32) {
    println!("order {order} is on disk");
    SAVED.fetch_add(1, Relaxed);
}

fn main() {
    #[allow(clippy::let_underscore_future)]
    let _ = save(7);
    println!("order 7: thank you");
    assert_eq!(SAVED.load(Relaxed), 0);

    let job = save(8);
    let size = size_of_val(&job);
    println!("order 8 is a value of {size} bytes");
    block_on(job);
    println!("order 8: thank you");
    assert_eq!(SAVED.load(Relaxed), 1);
}
// ANCHOR_END: main
