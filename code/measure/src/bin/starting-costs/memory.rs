//! The memory of one that waits.

use std::process::{Child, Command};
use std::sync::mpsc;
use std::thread;

use measure::{MemoryCandidate, Suite};

use crate::runtimes::current_thread;

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    suite
        .memory(MemoryCandidate::new(
            "memory-process",
            "a process: /bin/sleep",
            100,
            |n| {
                Sleepers(
                    (0..n)
                        .map(|_| {
                            Command::new("/bin/sleep")
                                .arg("60")
                                .spawn()
                                .expect("it starts")
                        })
                        .collect(),
                )
            },
        ))
        .memory(MemoryCandidate::new(
            "memory-thread",
            "a thread that waits",
            1000,
            |n| {
                (0..n)
                    .map(|_| {
                        let (hold, wait) = mpsc::channel::<()>();
                        thread::spawn(move || wait.recv().unwrap_or_default());
                        hold
                    })
                    .collect::<Vec<_>>()
            },
        ))
        .memory(MemoryCandidate::new(
            "memory-task",
            "a tokio task that waits",
            100_000,
            |n| {
                let runtime = current_thread();
                for _ in 0..n {
                    runtime.spawn(std::future::pending::<()>());
                }
                // The queue is first in, first out: when the last has run, each has been polled and waits.
                let last = runtime.spawn(async {});
                runtime.block_on(last).expect("tasks do not panic");
                runtime
            },
        ))
}

/// Processes that end when this is dropped.
struct Sleepers(Vec<Child>);

impl Drop for Sleepers {
    fn drop(&mut self) {
        for child in &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
