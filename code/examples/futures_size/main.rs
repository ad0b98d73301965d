//! What lives across an `await` is part of the future. What is gone by then is not.

// ANCHOR: main
use std::future::{Future, ready};

async fn kept() -> u32 {
    let buffer = [1u8; 4096];
    let sum = buffer.iter().map(|&b| u32::from(b)).sum();
    ready(()).await;
    sum
}

async fn gone() -> u32 {
    let sum = {
        let buffer = [1u8; 4096];
        buffer.iter().map(|&b| u32::from(b)).sum()
    };
    ready(()).await;
    sum
}

async fn argument(buffer: [u8; 4096]) -> u32 {
    ready(()).await;
    buffer.iter().map(|&b| u32::from(b)).sum()
}

#[allow(clippy::manual_async_fn)]
fn block(buffer: [u8; 4096]) -> impl Future<Output = u32> {
    async move {
        ready(()).await;
        buffer.iter().map(|&b| u32::from(b)).sum()
    }
}

async fn one_after_another() -> u32 {
    kept().await + kept().await
}

async fn boxed() -> u32 {
    Box::pin(kept()).await + Box::pin(kept()).await
}

fn main() {
    let kept = size_of_val(&kept());
    println!("the buffer is kept: {kept} bytes");
    let gone = size_of_val(&gone());
    println!("the buffer is gone: {gone} bytes");
    let argument = size_of_val(&argument([1; 4096]));
    println!("the buffer is an argument: {argument} bytes");
    let block = size_of_val(&block([1; 4096]));
    println!("and used in a block: {block} bytes");
    let two = size_of_val(&one_after_another());
    println!("awaits the first twice: {two} bytes");
    let boxed = size_of_val(&boxed());
    println!("in boxes: {boxed} bytes");
    assert!(kept > 4096 && argument > 2 * 4096);
    assert!(block > 4096 && block < 2 * 4096);
    assert!(two > kept && two < 2 * kept);
    assert!(gone < 64 && boxed < 64);
}
// ANCHOR_END: main
