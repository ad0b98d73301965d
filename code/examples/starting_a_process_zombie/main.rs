//! A child that has ended keeps its entry in the process table until its parent asks how it ended.

// ANCHOR: main
use std::fs;
use std::process::Command;

/// What the kernel says of a process: the `State` line of `/proc/PID/status`.
fn state_of(pid: u32) -> Option<String> {
    let status =
        fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line =
        status.lines().find(|line| line.starts_with("State:"))?;
    Some(line["State:".len()..].trim().to_owned())
}

/// Returns when the child has ended, and leaves its exit status uncollected.
fn has_ended(pid: u32) {
    // SAFETY: waitid writes a siginfo_t, and zeroes are a valid one to start from.
    let result = unsafe {
        let mut info: libc::siginfo_t = std::mem::zeroed();
        libc::waitid(
            libc::P_PID,
            pid,
            &mut info,
            libc::WEXITED | libc::WNOWAIT,
        )
    };
    assert_eq!(result, 0);
}

fn main() -> std::io::Result<()> {
    let mut child = Command::new("true").spawn()?;
    let pid = child.id();

    has_ended(pid);
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
