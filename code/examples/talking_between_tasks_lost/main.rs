//! Ten tasks on one thread lose nine of ten deposits, because each reads before an await and writes after it.

// ANCHOR: main
use std::sync::Mutex;
use std::time::Duration;
use tokio::sync::Mutex as TokioMutex;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

static BALANCE: Mutex<u32> = Mutex::new(0);
static KEPT: TokioMutex<u32> = TokioMutex::const_new(0);

async fn receive() -> u32 {
    sleep(Duration::from_secs(1)).await; // a bank
    10
}

async fn in_one_line() {
    let before = *BALANCE.lock().unwrap();
    let after = before + receive().await;
    *BALANCE.lock().unwrap() = after;
}

async fn lock_kept() {
    let mut balance = KEPT.lock().await;
    *balance += receive().await;
}

async fn await_first() {
    let amount = receive().await;
    *BALANCE.lock().unwrap() += amount;
}

async fn all(tasks: JoinSet<()>) -> u64 {
    let start = Instant::now();
    tasks.join_all().await;
    start.elapsed().as_secs()
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let ten = (0..10).map(|_| in_one_line());
    let time = all(ten.collect()).await;
    let lost = std::mem::take(&mut *BALANCE.lock().unwrap());
    println!("in one line:  {lost} after {time} s");

    let ten = (0..10).map(|_| lock_kept());
    let time = all(ten.collect()).await;
    let kept = *KEPT.lock().await;
    println!("lock kept:    {kept} after {time} s");
    assert_eq!((lost, kept, time), (10, 100, 10));

    let ten = (0..10).map(|_| await_first());
    let time = all(ten.collect()).await;
    let first = *BALANCE.lock().unwrap();
    println!("await first:  {first} after {time} s");
    assert_eq!((first, time), (100, 1));
}
// ANCHOR_END: main
