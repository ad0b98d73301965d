//! What the blocks are made of: std's own here, loom's in `tests/loom.rs`, under the same names.

pub(crate) use std::sync::{Condvar, Mutex, MutexGuard};
pub(crate) use std::{thread, thread_local};
