//! Dropping a `Child` neither waits for the process nor ends it. A guard that does both.

// ANCHOR: main
use nix::sys::wait::waitpid;
use nix::unistd::Pid;
use std::fs;
use std::io;
use std::process::{Child, Command, Stdio};

fn exists(pid: u32) -> bool {
    fs::exists(format!("/proc/{pid}")).unwrap()
}

// ANCHOR: guard
/// Ends its process and collects it when dropped.
struct KilledOnDrop(Child);

impl Drop for KilledOnDrop {
    fn drop(&mut self) {
        // A destructor has nobody to report an error to.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
// ANCHOR_END: guard

fn main() -> io::Result<()> {
    // `cat` ends when its input does: when `input` is dropped.
    let mut child =
        Command::new("cat").stdin(Stdio::piped()).spawn()?;
    let input = child.stdin.take();
    let pid = child.id();
    drop(child);
    println!("dropped, still there:  {}", exists(pid));
    assert!(exists(pid));
    drop(input);
    collect(pid)?;

    let child = KilledOnDrop(
        Command::new("cat").stdin(Stdio::piped()).spawn()?,
    );
    let pid = child.0.id();
    drop(child);
    println!("guarded, still there:  {}", exists(pid));
    assert!(!exists(pid));
    Ok(())
}
// ANCHOR_END: main

/// The handle is gone, and with it its `wait`: only the system call is left.
fn collect(pid: u32) -> nix::Result<()> {
    waitpid(Pid::from_raw(pid as i32), None)?;
    Ok(())
}
