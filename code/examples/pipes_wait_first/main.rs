//! Waiting for a child before reading what it writes: ends with a little output, hangs with more.

// ANCHOR: main
use std::io::{self, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// A child that writes that many bytes.
fn writes(bytes: &str) -> io::Result<Child> {
    Command::new("head")
        .args(["-c", bytes, "/dev/zero"])
        .stdout(Stdio::piped())
        .spawn()
}

fn main() -> io::Result<()> {
    let status = writes("4000")?.wait()?;
    println!("4000 bytes: {status}");

    let mut child = writes("100000")?;
    let mut output = child.stdout.take().unwrap();
    // `wait` has no limit: let a thread wait, and watch it.
    let (sender, status) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait()));
    let limit = Duration::from_millis(500);
    let hangs = status.recv_timeout(limit).unwrap_err();
    println!("100000 bytes: {hangs:?}");

    let mut bytes = Vec::new();
    output.read_to_end(&mut bytes)?;
    println!("{} bytes read", bytes.len());
    let status = status.recv().unwrap()?;
    println!("now it ends: {status}");

    assert_eq!(hangs, RecvTimeoutError::Timeout);
    assert_eq!(bytes.len(), 100_000);
    assert!(status.success());
    Ok(())
}
// ANCHOR_END: main
