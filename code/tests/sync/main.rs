//! What the building blocks for threads promise, on threads of the system. In every order: `tests/loom.rs`.

mod channel;
mod event;
