//! Building blocks for threads that wait for each other.
//!
//! They take their locks and atomics from `primitives`, which is std here and loom in `tests/loom.rs`: what is
//! model-checked there is this code, file by file, and not a copy of it.

pub mod barrier;
pub mod channel;
pub(crate) mod deadline;
pub mod event;
pub mod once;
pub(crate) mod primitives;
pub mod semaphore;

pub use barrier::Barrier;
pub use channel::bounded;
pub use event::Event;
pub use once::Once;
pub use semaphore::Semaphore;
