//! A front of tasks that wait, and behind it a pool that computes.

// ANCHOR: main
use std::sync::Arc;
use tokio::sync::{Semaphore, mpsc, oneshot};

#[derive(Clone, Copy, PartialEq)]
enum Place {
    InTheTask,
    BehindIt,
}

/// It computes, and waits for nothing.
fn report() -> &'static str {
    let primes = (2..100_000u32)
        .filter(|n| (2..=n.isqrt()).all(|d| n % d > 0));
    assert_eq!(primes.count(), 9592);
    "report"
}

/// A report by the pool, if it has room for one more.
async fn ask(room: Arc<Semaphore>) -> &'static str {
    let Ok(permit) = room.clone().try_acquire_owned() else {
        return "busy";
    };
    let (answer, answered) = oneshot::channel();
    rayon::spawn(move || {
        let result = report();
        assert!(room.available_permits() < 2);
        drop(permit); // not before the work has ended
        let _ = answer.send(result);
    });
    answered.await.unwrap()
}

/// The answers to five requests, in order of answering.
async fn serve(place: Place) -> Vec<&'static str> {
    let room = Arc::new(Semaphore::new(2));
    let (answers, mut answered) = mpsc::unbounded_channel();
    for request in
        ["report", "report", "report", "ping", "ping"]
    {
        let (room, answers) = (room.clone(), answers.clone());
        tokio::spawn(async move {
            let answer = match (request, place) {
                ("ping", _) => "ping",
                (_, Place::InTheTask) => report(),
                (_, Place::BehindIt) => ask(room).await,
            };
            answers.send(answer).unwrap();
        });
    }
    drop(answers);
    let mut order = Vec::new();
    while let Some(answer) = answered.recv().await {
        order.push(answer);
    }
    order
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let order = serve(Place::InTheTask).await.join(", ");
    println!("in the task: {order}");
    assert_eq!(order, "report, report, report, ping, ping");

    let order = serve(Place::BehindIt).await.join(", ");
    println!("behind it:   {order}");
    assert_eq!(order, "busy, ping, ping, report, report");
}
// ANCHOR_END: main
