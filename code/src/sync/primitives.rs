//! What the blocks are made of: std's own here, loom's in `tests/loom.rs`, under the same names.

pub(crate) use std::sync::Condvar;
pub(crate) use std::sync::Mutex;
pub(crate) use std::sync::MutexGuard;
pub(crate) use std::sync::atomic::AtomicU32;
pub(crate) use std::sync::atomic::AtomicU64;
pub(crate) use std::sync::atomic::Ordering;
pub(crate) use std::thread;
pub(crate) use std::thread_local;
