//! Six values are sent before anybody looks: `watch` keeps the last, `broadcast` the last four, and says what is missing.

// ANCHOR: main
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};

async fn all(mut news: broadcast::Receiver<u32>) -> String {
    let mut heard = Vec::new();
    loop {
        match news.recv().await {
            Ok(n) => heard.push(n.to_string()),
            Err(RecvError::Lagged(missed)) => {
                heard.push(format!("({missed} missed)"))
            }
            Err(RecvError::Closed) => return heard.join(" "),
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (setting, mut watcher) = watch::channel(0);
    let (news, late) = broadcast::channel(4);
    let prompt = tokio::spawn(all(news.subscribe()));
    for n in 1..=6 {
        setting.send(n).unwrap();
        news.send(n).unwrap();
        tokio::task::yield_now().await; // `prompt` listens
    }
    drop((setting, news));

    let mut seen = Vec::new();
    while watcher.changed().await.is_ok() {
        seen.push(*watcher.borrow_and_update());
    }
    println!("watch:             {seen:?}");
    let prompt = prompt.await.unwrap();
    println!("broadcast, prompt: {prompt}");
    let late = all(late).await;
    println!("broadcast, late:   {late}");
    assert_eq!(seen, [6]);
    assert_eq!(prompt, "1 2 3 4 5 6");
    assert_eq!(late, "(2 missed) 3 4 5 6");
}
// ANCHOR_END: main
