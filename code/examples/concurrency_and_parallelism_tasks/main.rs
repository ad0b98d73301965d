//! Two tasks on one thread meet if they are joined, and do not if one is awaited after the other.

// ANCHOR: main
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::timeout;

async fn job(here: &watch::Sender<u32>, limit: Duration) -> bool {
    here.send_modify(|here| *here += 1);
    let met =
        timeout(limit, here.subscribe().wait_for(|here| *here == 2))
            .await
            .is_ok();
    if !met {
        here.send_modify(|here| *here -= 1); // gives up and leaves
    }
    met
}

async fn one_after_the_other() -> [bool; 2] {
    let (here, limit) =
        (watch::Sender::new(0), Duration::from_millis(100));
    [job(&here, limit).await, job(&here, limit).await]
}

async fn joined() -> [bool; 2] {
    let (here, limit) =
        (watch::Sender::new(0), Duration::from_secs(20));
    tokio::join!(job(&here, limit), job(&here, limit)).into()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let in_a_row = one_after_the_other().await;
    println!("awaited in a row:  met {in_a_row:?}");

    let joined = joined().await;
    println!("joined:            met {joined:?}");

    assert_eq!(in_a_row, [false, false]);
    assert_eq!(joined, [true, true]);
}
// ANCHOR_END: main
