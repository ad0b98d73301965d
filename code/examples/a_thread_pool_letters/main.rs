//! The puzzle without a shared word: a letter goes in, a letter
//! comes out.

// ANCHOR: main
use code::thread_pool::ThreadPool;

fn main() {
    let pool = ThreadPool::new(3).unwrap();
    let flipped = pool.map("idmmn!vnsme".bytes(), |letter| {
        char::from(letter ^ 1)
    });
    let word: String = flipped.map(Result::unwrap).collect();
    println!("{word}");
    // ANCHOR_END: main
    assert_eq!(word, "hello world");
    // ANCHOR: main
}
// ANCHOR_END: main
