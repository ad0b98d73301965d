//! A time limit that kills the shell and leaves its `sleep` holding the pipe, and one that stops them all.

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use std::io::{self, Read};
use std::os::fd::{AsFd, FromRawFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

// ANCHOR: wait
/// Whether the child ends within the limit. Collects nothing.
fn ends_within(
    child: &Child,
    limit: u16,
) -> io::Result<bool> {
    // SAFETY: two integers go in; no memory is touched.
    let fd = unsafe {
        libc::syscall(libc::SYS_pidfd_open, child.id(), 0)
    };
    if fd == -1 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: it was opened here, and nobody else has it.
    let pidfd = unsafe { OwnedFd::from_raw_fd(fd as i32) };
    // Readable once the process has ended.
    let ended = PollFd::new(pidfd.as_fd(), PollFlags::POLLIN);
    Ok(poll(&mut [ended], PollTimeout::from(limit))? == 1)
}
// ANCHOR_END: wait

// ANCHOR: main
/// Stops it after 200 ms; waits for the output's end.
fn stopped(
    command: &mut Command,
    stop: fn(&mut Child) -> io::Result<()>,
) -> io::Result<Duration> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let mut output = child.stdout.take().unwrap();
    output.read_exact(&mut [0; 8])?; // "started\n"
    if !ends_within(&child, 200)? {
        stop(&mut child)?;
    }
    output.read_to_end(&mut Vec::new())?;
    child.wait()?;
    Ok(start.elapsed())
}

fn sh(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

fn main() -> io::Result<()> {
    let alone = stopped(
        &mut sh("sleep 1 & echo started; wait"),
        Child::kill,
    )?;
    println!(
        "the shell killed: {:.1} s",
        alone.as_secs_f32()
    );
    assert!(alone >= Duration::from_secs(1));

    let all = stopped(
        sh("sleep 60 & echo started; wait").process_group(0),
        |leader| {
            let group = Pid::from_raw(leader.id() as i32);
            Ok(killpg(group, Signal::SIGKILL)?)
        },
    )?;
    println!("its group killed: {:.1} s", all.as_secs_f32());
    assert!(all < Duration::from_secs(30));
    Ok(())
}
// ANCHOR_END: main
