//! Building blocks of the part "Tasks": coroutines, and what runs futures.

pub mod server;
