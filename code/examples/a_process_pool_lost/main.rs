//! A worker is killed in the middle of a task. The pool says which task it was, and goes on.

// ANCHOR: main
use code::process::pool::{Job, ProcessPool, TaskError};
use nix::sys::signal::{Signal, raise};
use std::os::unix::process::ExitStatusExt;

const SQUARE: Job<u32, u32> = Job::new("square", |n| {
    if n == 3 {
        // As the kernel does when memory runs out.
        raise(Signal::SIGKILL).unwrap();
    }
    n * n
});

fn main() -> Result<(), Box<dyn std::error::Error>> {
    SQUARE.serve();
    let mut pool =
        ProcessPool::builder(SQUARE).workers(2).start()?;
    let answers = pool.map(0..10);

    for (n, answer) in answers.iter().enumerate() {
        match answer {
            Ok(square) => println!("{n}: {square}"),
            Err(error) => println!("{n}: {error}"),
        }
    }
    let Err(TaskError::Died(status)) = &answers[3] else {
        panic!("task 3 was not reported: {answers:?}")
    };
    assert_eq!(status.signal(), Some(9));
    assert_eq!(answers.iter().flatten().count(), 9);
    Ok(())
}
// ANCHOR_END: main
