//! A stackless one cannot stop inside a function that knows nothing of it.

// ANCHOR: main
async fn wait(_word: &str) {}

async fn all(words: &[&str]) {
    words.iter().for_each(|word| wait(word).await);
}

fn main() {
    let _not_run = all(&["pear", "fig"]);
}
// ANCHOR_END: main
