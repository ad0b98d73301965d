//! Building blocks for programs of several processes.

pub mod frame;
#[cfg(target_os = "linux")]
pub mod supervisor;
