//! Building blocks for programs of several processes.

pub mod frame;
pub mod pool;
#[cfg(target_os = "linux")]
pub mod ring;
#[cfg(target_os = "linux")]
pub mod supervisor;
