//! A task owns the numbers; the others send it messages, some with a way back for the answer. Then it dies.

// ANCHOR: main
use tokio::sync::{mpsc, oneshot};

enum Message {
    Add(u32),
    Mean(oneshot::Sender<u32>),
}

async fn actor(mut inbox: mpsc::Receiver<Message>) {
    let mut sum = 0; // nobody else can reach these
    let mut count = 0;
    while let Some(message) = inbox.recv().await {
        match message {
            Message::Add(n) => {
                sum += n;
                count += 1;
            }
            Message::Mean(reply) => {
                let _ = reply.send(sum / count);
            }
        }
    }
}

type Mean = Result<u32, &'static str>;

async fn mean(actor: &mpsc::Sender<Message>) -> Mean {
    let (reply, answer) = oneshot::channel();
    let question = Message::Mean(reply);
    actor.send(question).await.map_err(|_| "it is dead")?;
    answer.await.map_err(|_| "it has died")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (busy, inbox) = mpsc::channel(8);
    tokio::spawn(actor(inbox));
    for n in [10, 20, 33] {
        busy.send(Message::Add(n)).await.unwrap();
    }
    println!("three numbers: {:?}", mean(&busy).await);
    assert_eq!(mean(&busy).await, Ok(21));

    let (idle, inbox) = mpsc::channel(8);
    let handle = tokio::spawn(actor(inbox));
    let first = mean(&idle).await;
    println!("no numbers:    {first:?}");
    let second = mean(&idle).await;
    println!("asked again:   {second:?}");
    assert_eq!(first, Err("it has died"));
    assert_eq!(second, Err("it is dead"));
    assert!(handle.await.unwrap_err().is_panic());
}
// ANCHOR_END: main
