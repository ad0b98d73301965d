//! One of two jobs fails. What becomes of the other?

// ANCHOR: main
use std::time::Duration;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::sleep;
use tokio::{spawn, try_join};

type Answer = Result<(), &'static str>;

struct Slow {
    done: bool,
}

impl Drop for Slow {
    fn drop(&mut self) {
        println!("  slow: done {}", self.done);
    }
}

async fn slow() -> Answer {
    let mut slow = Slow { done: false };
    sleep(Duration::from_millis(20)).await;
    slow.done = true;
    Ok(())
}

async fn fails() -> Answer {
    sleep(Duration::from_millis(10)).await;
    Err("no route")
}

async fn joined() -> Answer {
    try_join!(fails(), slow())?;
    Ok(())
}

type Handle = JoinHandle<Answer>;

async fn handles(first: Handle, second: Handle) -> Answer {
    first.await.unwrap()?; // drops the second handle
    second.await.unwrap()
}

async fn set(wait: bool) -> Answer {
    let mut set = JoinSet::new();
    set.spawn(fails());
    set.spawn(slow());
    while let Some(answer) = set.join_next().await {
        let Err(error) = answer.unwrap() else {
            continue;
        };
        if wait {
            set.shutdown().await; // aborts, and waits
        }
        return Err(error); // drops the set: that aborts
    }
    Ok(())
}

async fn then(name: &str, answer: Answer) {
    println!("{name}: {}", answer.unwrap_err());
    sleep(Duration::from_secs(1)).await;
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    then("try_join!", joined().await).await;
    let answer = handles(spawn(fails()), spawn(slow())).await;
    then("two handles", answer).await;
    let answer = handles(spawn(slow()), spawn(fails())).await;
    then("the slow one awaited first", answer).await;
    then("JoinSet, dropped", set(false).await).await;
    then("JoinSet, shut down", set(true).await).await;
}
// ANCHOR_END: main
