//! skeptic compiles and runs every Rust block of the book; `build.rs` wrote a test for each.

use std::time::Duration;

use tests::fences::{Fence, fences};
use tests::{chapters, report, watchdog};

/// Compiling is part of it, and two of them share a core with two others.
const LIMIT: Duration = Duration::from_secs(60);

#[ctor::ctor(unsafe)]
fn prepare() {
    // SAFETY: before `main` there is one thread.
    unsafe { std::env::set_var("RUSTC", env!("CARGO_BIN_EXE_rustc-2024")) };
    watchdog::start(LIMIT);
}

mod blocks {
    include!(concat!(env!("OUT_DIR"), "/skeptic-tests.rs"));
}

#[test]
fn every_block_has_its_test() {
    let chapters = chapters::load(tests::root()).unwrap();
    let blocks = chapters.iter().flat_map(|chapter| fences(&chapter.raw)).filter(Fence::is_runnable).count();
    let generated = include_str!(concat!(env!("OUT_DIR"), "/skeptic-tests.rs"));
    let tested = generated.lines().filter(|line| line.starts_with("    skeptic::rt::run_test(")).count();
    assert_eq!(tested, blocks, "the book has {blocks} Rust blocks to run, and skeptic made {tested} tests");
    report::count("blocks run by skeptic", tested);
}
