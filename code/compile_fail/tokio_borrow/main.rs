//! A task may not borrow from the function that spawns it, though that awaits it at once.

// ANCHOR: main
#[tokio::main]
async fn main() {
    let words = vec!["one", "two"];
    let task = tokio::spawn(async { words.len() });
    assert_eq!(task.await.unwrap(), 2);
}
// ANCHOR_END: main
