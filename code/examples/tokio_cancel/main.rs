//! An aborted task ends at its next await, without a word of its own but for destructors. One that is asked can answer.

// ANCHOR: main
use std::time::Duration;
use tokio::select;
use tokio::sync::oneshot;
use tokio::task::{AbortHandle, yield_now};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

struct Held(&'static str);

impl Drop for Held {
    fn drop(&mut self) {
        println!("  gives back: {}", self.0);
    }
}

async fn work(own: oneshot::Receiver<AbortHandle>) {
    let _file = Held("file");
    let own = own.await.unwrap();
    own.abort();
    println!("  aborted, and still running");
    let _lock = Held("lock");
    yield_now().await;
    println!("  never");
}

async fn polite(token: CancellationToken) -> &'static str {
    select! {
        _ = sleep(Duration::from_secs(60)) => "finished",
        _ = token.cancelled() => {
            sleep(Duration::from_millis(5)).await;
            "said good-bye"
        }
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (send, own) = oneshot::channel();
    let task = tokio::spawn(work(own));
    send.send(task.abort_handle()).unwrap();
    let error = task.await.unwrap_err();
    println!("aborted: {}", error.is_cancelled());
    assert!(error.is_cancelled());

    let token = CancellationToken::new();
    let task = tokio::spawn(polite(token.clone()));
    yield_now().await;
    token.cancel();
    let answer = task.await.unwrap();
    println!("asked:   {answer}");
    assert_eq!(answer, "said good-bye");
}
// ANCHOR_END: main
