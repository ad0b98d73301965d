//! What many threads call at once may not change a variable outside of it.

// ANCHOR: main
use rayon::prelude::*;

fn main() {
    let words = ["one", "two", "three"];
    let mut letters = 0;
    words.par_iter().for_each(|word| letters += word.len());
    println!("{letters}");
}
// ANCHOR_END: main
