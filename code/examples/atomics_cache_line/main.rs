//! Two counters side by side lie in one cache line; padded, each has lines of its own.

// ANCHOR: main
use std::sync::atomic::AtomicU64;

use crossbeam_utils::CachePadded;

const LINE: usize = 64; // on x86-64

#[derive(Default)]
#[repr(align(64))]
struct Close {
    hits: AtomicU64,
    misses: AtomicU64,
}

#[derive(Default)]
struct Apart {
    hits: CachePadded<AtomicU64>,
    misses: CachePadded<AtomicU64>,
}

fn line(counter: &AtomicU64) -> usize {
    (&raw const *counter).addr() / LINE
}

fn main() {
    let close = Close::default();
    let one = line(&close.hits) == line(&close.misses);
    println!("{} bytes, one line: {one}", size_of::<Close>());
    assert!(one);

    let apart = Apart::default();
    let one = line(&apart.hits) == line(&apart.misses);
    println!("{} bytes, one line: {one}", size_of::<Apart>());
    assert!(!one);
}
// ANCHOR_END: main
