//! `fork` is called once and returns twice: to the parent with the child's id, to the child without one.

// ANCHOR: main
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork, getpid, getppid};
use std::process;

fn main() -> nix::Result<()> {
    println!("before:     pid {}", getpid());
    let mut counter = 1;

    // SAFETY: one thread, so nobody else holds a lock.
    match unsafe { fork()? } {
        ForkResult::Child => {
            counter += 6;
            println!(
                "the child:  pid {}, parent {}, counter {counter}",
                getpid(),
                getppid()
            );
            process::exit(counter);
        }
        ForkResult::Parent { child } => {
            let status = waitpid(child, None)?;
            println!(
                "the parent: pid {}, child {child}, counter {counter}",
                getpid()
            );
            assert_eq!(status, WaitStatus::Exited(child, 7));
            assert_eq!(counter, 1);
        }
    }
    Ok(())
}
// ANCHOR_END: main
