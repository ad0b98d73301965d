//! The building blocks that the chapters of *Concurrency, Measured* construct, and (in `examples/`) its listings.

pub mod timeline;
