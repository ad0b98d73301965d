//! What becomes of a call that comes before anybody waits for it.

// ANCHOR: main
use std::time::Duration;
use tokio::sync::Notify;
use tokio::sync::futures::Notified;
use tokio::time::timeout;

const HOUR: Duration = Duration::from_secs(3600);

async fn woken(call: Notified<'_>) -> bool {
    timeout(HOUR, call).await.is_ok()
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let notify = Notify::new();
    notify.notify_one();
    notify.notify_one();
    let first = woken(notify.notified()).await;
    let second = woken(notify.notified()).await;
    println!("notify_one, twice: {first}, {second}");
    assert!(first && !second);

    notify.notify_waiters();
    let late = woken(notify.notified()).await;
    println!("notify_waiters:    {late}");

    let call = notify.notified(); // not awaited yet
    notify.notify_waiters();
    let in_time = woken(call).await;
    println!("asked before that: {in_time}");
    assert!(!late && in_time);
}
// ANCHOR_END: main
