//! Two children end while `SIGCHLD` is held back. One signal arrives for both.

// ANCHOR: main
use nix::sys::signal::{SigSet, Signal};
use nix::sys::signalfd::{SfdFlags, SignalFd};
use nix::sys::wait::{
    Id, WaitPidFlag, WaitStatus, waitid, waitpid,
};
use nix::unistd::Pid;
use std::process::Command;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Held back, and read from a file descriptor.
    let mask = SigSet::from(Signal::SIGCHLD);
    mask.thread_block()?;
    let signals =
        SignalFd::with_flags(&mask, SfdFlags::SFD_NONBLOCK)?;

    let mut children = Vec::new();
    for code in ["exit 1", "exit 2"] {
        let child =
            Command::new("sh").args(["-c", code]).spawn()?;
        // It has ended then, and its status is still there.
        let id = Id::Pid(Pid::from_raw(child.id() as i32));
        let flags =
            WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT;
        waitid(id, flags)?;
        children.push(child);
    }

    let mut count = 0;
    while signals.read_signal()?.is_some() {
        count += 1;
    }
    println!("signals:  {count}");

    let mut codes = Vec::new();
    let any = Pid::from_raw(-1);
    // Until the kernel says: no child is left.
    while let Ok(WaitStatus::Exited(_, code)) =
        waitpid(any, Some(WaitPidFlag::WNOHANG))
    {
        codes.push(code);
    }
    println!("statuses: {codes:?}");
    assert_eq!((count, codes), (1, vec![1, 2]));

    // What `waitpid` has taken, nobody else gets.
    for mut child in children {
        let error = child.wait().unwrap_err();
        println!("Child:    {error}");
    }
    Ok(())
}
// ANCHOR_END: main
