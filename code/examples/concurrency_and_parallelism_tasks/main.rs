//! Two jobs on one thread meet if they are tasks, and do not if one is awaited after the other.

// ANCHOR: main
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::timeout;

type MeetingPoint = Arc<watch::Sender<u32>>;

async fn job(here: MeetingPoint, limit: Duration) -> bool {
    here.send_modify(|here| *here += 1);
    let mut seen = here.subscribe();
    let met =
        timeout(limit, seen.wait_for(|here| *here == 2))
            .await
            .is_ok();
    if !met {
        here.send_modify(|here| *here -= 1); // gives up
    }
    met
}

async fn awaited_in_a_row() -> [bool; 2] {
    let here = MeetingPoint::default();
    let limit = Duration::from_millis(100);
    [job(here.clone(), limit).await, job(here, limit).await]
}

async fn two_tasks() -> [bool; 2] {
    let here = MeetingPoint::default();
    let limit = Duration::from_secs(20);
    let first = tokio::spawn(job(here.clone(), limit));
    let second = tokio::spawn(job(here, limit));
    [first.await.unwrap(), second.await.unwrap()]
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let in_a_row = awaited_in_a_row().await;
    println!("awaited in a row:  met {in_a_row:?}");

    let tasks = two_tasks().await;
    println!("two tasks:         met {tasks:?}");

    assert_eq!(in_a_row, [false, false]);
    assert_eq!(tasks, [true, true]);
}
// ANCHOR_END: main
