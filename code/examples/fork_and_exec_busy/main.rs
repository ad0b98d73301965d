//! "Text file busy": while any process has a program open for writing, nobody can start it.

// ANCHOR: main
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork, pause};
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::process::Command;

fn main() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("program");
    let mut file = OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o700)
        .open(&path)?;
    file.write_all(b"#!/bin/sh\nexit 7\n")?;

    // SAFETY: one thread, so nobody else holds a lock.
    let child = match unsafe { fork()? } {
        ForkResult::Parent { child } => child,
        ForkResult::Child => loop {
            pause(); // has never heard of the file
        },
    };
    drop(file); // closed, as far as we can see
    let busy = Command::new(&path)
        .status()
        .expect_err("somebody has it open for writing");
    println!("while the child lives: {busy}");

    kill(child, Signal::SIGKILL)?;
    waitpid(child, None)?;
    let status = Command::new(&path).status()?;
    println!("when it is gone:       {status}");

    assert_eq!(busy.kind(), ErrorKind::ExecutableFileBusy);
    assert_eq!(status.code(), Some(7));
    Ok(())
}
// ANCHOR_END: main
