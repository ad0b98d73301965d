//! A pipe ends when its last writer is closed, and a forked child is a writer. An exec closes what Rust and Python have opened.

// ANCHOR: main
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork, pause};
use std::io::{self, pipe};
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::process::{self, Command};

/// Closes our writing end. Does the reader see the end?
fn ends(execs: bool, limit: PollTimeout) -> io::Result<bool> {
    let (reader, writer) = pipe()?;
    // SAFETY: one thread, so nobody else holds a lock.
    let child = match unsafe { fork()? } {
        ForkResult::Parent { child } => child,
        ForkResult::Child if execs => {
            let error = Command::new("sleep").arg("9").exec();
            eprintln!("{error}");
            process::exit(1);
        }
        ForkResult::Child => loop {
            pause();
        },
    };
    drop(writer);
    let mut reader =
        [PollFd::new(reader.as_fd(), PollFlags::POLLIN)];
    let ended = poll(&mut reader, limit)? == 1;

    kill(child, Signal::SIGKILL)?;
    let killed =
        WaitStatus::Signaled(child, Signal::SIGKILL, false);
    assert_eq!(waitpid(child, None)?, killed);
    Ok(ended)
}

fn main() -> io::Result<()> {
    let forked = ends(false, PollTimeout::from(200u8))?;
    let replaced = ends(true, PollTimeout::NONE)?;
    println!("a forked child:       ended is {forked}");
    println!("once it has exec'd:   ended is {replaced}");
    assert_eq!((forked, replaced), (false, true));
    Ok(())
}
// ANCHOR_END: main
