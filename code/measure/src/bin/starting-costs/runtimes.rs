//! The runtimes that tasks are measured on.

use tokio::runtime::{Builder, Runtime};

/// Runs tasks on the thread that waits for them.
pub fn current_thread() -> Runtime {
    Builder::new_current_thread()
        .build()
        .expect("a runtime starts")
}

/// Runs tasks on two threads of its own.
pub fn two_workers() -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(2)
        .build()
        .expect("a runtime starts")
}
