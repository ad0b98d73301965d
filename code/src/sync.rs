//! Building blocks for threads that wait for each other.
//!
//! They take their locks and atomics from [`primitives`], which is std here and loom in `tests/loom.rs`: what is
//! model-checked there is this code, file by file, and not a copy of it.

pub mod channel;
pub mod event;
pub(crate) mod primitives;

pub use channel::bounded;
pub use event::Event;
