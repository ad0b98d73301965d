//! Ctrl-C is sent to a whole process group. One child dies of it, one is elsewhere, one ignores it.

// ANCHOR: main
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use signal_hook::consts::SIGINT;
use signal_hook::flag;
use std::env;
use std::io::{self, BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What you started in a terminal.
fn front() -> io::Result<()> {
    let told = Arc::new(AtomicBool::new(false));
    flag::register(SIGINT, Arc::clone(&told))?;

    // `cat` ends when its input does.
    let cat = || {
        let mut cat = Command::new("cat");
        cat.stdin(Stdio::piped());
        cat
    };
    let mut same = cat().spawn()?;
    let mut elsewhere = cat().process_group(0).spawn()?;
    let mut ignoring = Command::new("sh")
        .args(["-c", "trap '' INT; echo ready; exec cat"])
        .stdin(Stdio::piped())
        .spawn()?;

    // `wait` would close the input of `cat`, and so end it.
    let input = same.stdin.take();
    println!("same group:       {}", same.wait()?);
    drop(input);
    println!("group of its own: {}", elsewhere.wait()?);
    println!("ignoring:         {}", ignoring.wait()?);
    let told = told.load(Ordering::Relaxed);
    println!("the parent was told: {told}");
    Ok(())
}

fn main() -> io::Result<()> {
    if env::var_os("FRONT").is_some() {
        return front();
    }
    let mut child = Command::new(env::current_exe()?)
        .env("FRONT", "1")
        .process_group(0)
        .stdout(Stdio::piped())
        .spawn()?;
    let mut output =
        BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut String::new())?;
    // The terminal's part, when you press Ctrl-C.
    killpg(Pid::from_raw(child.id() as i32), Signal::SIGINT)?;

    let report = io::read_to_string(output)?;
    print!("{report}");
    assert!(child.wait()?.success());
    for line in [
        "same group:       signal: 2 (SIGINT)",
        "group of its own: exit status: 0",
        "ignoring:         exit status: 0",
        "the parent was told: true",
    ] {
        assert!(report.contains(line));
    }
    Ok(())
}
// ANCHOR_END: main
