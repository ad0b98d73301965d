//! What the building blocks for threads promise, on threads of the system. In every order: `tests/loom.rs`.

mod barrier;
mod channel;
mod event;
mod once;
mod semaphore;
mod thread_pool;
