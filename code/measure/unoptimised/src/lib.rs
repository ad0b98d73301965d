//! What `how-to-measure` compares with itself: the same source file, compiled as `cargo build` does without `--release`. The
//! workspace's `Cargo.toml` says so, in its profile for this package.

#[path = "../../src/bin/how-to-measure/ways.rs"]
pub mod ways;
