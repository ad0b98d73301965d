//! Building blocks for programs of several processes.

pub mod frame;
pub mod pool;
