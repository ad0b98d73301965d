//! A megabyte through `cat`, written whole before the first byte is read: both processes sleep for ever. And with a thread.

use nix::unistd::gettid;
use std::fs;
use std::time::Duration;

// ANCHOR: hang
use std::io::{self, ErrorKind, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;

fn cat() -> io::Result<Child> {
    Command::new("cat")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
}

/// Whether it sleeps in a write to a pipe.
fn is_stuck(id: u32) -> bool {
    // The function of the kernel that put it to sleep.
    fs::read_to_string(format!("/proc/{id}/wchan"))
        .is_ok_and(|name| name.contains("pipe_write"))
}

fn hang(megabyte: &[u8]) -> io::Result<()> {
    let mut child = cat()?;
    let mut input = child.stdin.take().unwrap();
    let parent = gettid().as_raw() as u32;
    let written = thread::scope(|scope| {
        scope.spawn(|| {
            // Ten seconds at most, if the machine is busy.
            let stuck = (0..1000).any(|_| {
                thread::sleep(Duration::from_millis(10));
                is_stuck(parent) && is_stuck(child.id())
            });
            println!("both sleep in a write: {stuck}");
            child.kill().unwrap();
            assert!(stuck);
        });
        input.write_all(megabyte)
    });
    let error = written.unwrap_err();
    println!("the child killed: {:?}", error.kind());
    assert_eq!(error.kind(), ErrorKind::BrokenPipe);
    child.wait()?;
    Ok(())
}
// ANCHOR_END: hang

// ANCHOR: thread
fn through_cat(megabyte: &[u8]) -> io::Result<Vec<u8>> {
    let mut child = cat()?;
    let mut input = child.stdin.take().unwrap();
    let mut output = child.stdout.take().unwrap();
    let mut bytes = Vec::new();
    thread::scope(|scope| {
        // It owns `input`, and closes it when all is written.
        let writer =
            scope.spawn(move || input.write_all(megabyte));
        output.read_to_end(&mut bytes)?;
        writer.join().unwrap()
    })?;
    child.wait()?;
    Ok(bytes)
}
// ANCHOR_END: thread

fn main() -> io::Result<()> {
    let megabyte = vec![b'x'; 1 << 20];
    hang(&megabyte)?;
    let back = through_cat(&megabyte)?;
    println!("with a thread: {} bytes came back", back.len());
    assert_eq!(back, megabyte);
    Ok(())
}
