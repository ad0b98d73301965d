//! A child that has ended keeps its entry in the process table until its parent asks how it ended.

// ANCHOR: main
use nix::sys::wait::{Id, WaitPidFlag, waitid};
use nix::unistd::Pid;
use std::fs;
use std::process::Command;

/// The `State` line of `/proc/PID/status`.
fn state_of(pid: u32) -> Option<String> {
    let status =
        fs::read_to_string(format!("/proc/{pid}/status"))
            .ok()?;
    let line = status
        .lines()
        .find(|line| line.starts_with("State:"))?;
    Some(line["State:".len()..].trim().to_owned())
}

/// Waits for the child's end, and leaves its status there.
fn has_ended(pid: u32) -> nix::Result<()> {
    let child = Id::Pid(Pid::from_raw(pid as i32));
    waitid(
        child,
        WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT,
    )?;
    Ok(())
}

fn main() -> std::io::Result<()> {
    let mut child = Command::new("true").spawn()?;
    let pid = child.id();

    has_ended(pid)?;
    let ended = state_of(pid);
    println!("ended, not waited for:  {ended:?}");

    let status = child.wait()?;
    let collected = state_of(pid);
    println!("after wait ({status}):  {collected:?}");

    assert_eq!(ended.as_deref(), Some("Z (zombie)"));
    assert_eq!(collected, None);
    Ok(())
}
// ANCHOR_END: main
