//! The building blocks that the chapters of *Concurrency, Measured* construct, and (in `examples/`) its listings.

#[cfg(unix)]
pub mod process;
pub mod timeline;
