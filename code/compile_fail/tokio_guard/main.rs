//! A guard that is held over an await would travel with its task.

// ANCHOR: main
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::sleep;

static COUNT: Mutex<u32> = Mutex::new(0);

async fn count() {
    let mut count = COUNT.lock().unwrap();
    sleep(Duration::from_millis(1)).await;
    *count += 1;
}

#[tokio::main]
async fn main() {
    tokio::spawn(count()).await.unwrap();
}
// ANCHOR_END: main
