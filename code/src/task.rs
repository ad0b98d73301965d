//! Building blocks of the part "Tasks": coroutines, and what runs futures.

pub mod generator;
pub mod block_on;

pub use block_on::block_on;
pub mod server;
