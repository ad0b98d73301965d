//! The standard library's sort, stopped at each comparison, to ask and to be answered.

// ANCHOR: main
use corosensei::{Coroutine, CoroutineResult, Yielder};
use std::cmp::Ordering;

/// Answers come in, questions go out.
type Main = Yielder<Ordering, [&'static str; 2]>;

fn main() {
    let mut sorter = Coroutine::new(|main: &Main, _| {
        let mut words = ["cherry", "pear", "fig"];
        words.sort_by(|a, b| main.suspend([a, b]));
        words
    });
    let mut answer = Ordering::Equal; // to no question yet
    let words = loop {
        match sorter.resume(answer) {
            CoroutineResult::Yield([a, b]) => {
                println!("{a} or {b}?");
                answer = a.len().cmp(&b.len());
            }
            CoroutineResult::Return(words) => break words,
        }
    };
    println!("{words:?}");
    assert_eq!(words, ["fig", "pear", "cherry"]);
}
// ANCHOR_END: main
