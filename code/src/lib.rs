//! The building blocks that the chapters of *Concurrency, Measured* construct, and (in `examples/`) its listings.

#[cfg(unix)]
pub mod process;

// For `mdbook test`, which cannot name it: rustc has a libc of its own.
#[doc(hidden)]
pub use libc;

pub mod sync;
pub mod task;
pub mod thread_pool;
pub mod timeline;
