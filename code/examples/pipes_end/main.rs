//! A pipe ends when its last writing end is closed, and not before: one forgotten copy, and the reader waits for ever.

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use std::io::{self, PipeReader};
use std::os::fd::AsFd;

// ANCHOR: sort
use std::io::{Read, Write};
use std::process::{Command, Stdio};

fn sorted(lines: &str) -> io::Result<String> {
    let mut sort = Command::new("sort")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = sort.stdin.take().unwrap();
    input.write_all(lines.as_bytes())?;
    // Until then `sort` cannot know which line is first.
    drop(input);
    let mut text = String::new();
    sort.stdout.take().unwrap().read_to_string(&mut text)?;
    assert!(sort.wait()?.success());
    Ok(text)
}
// ANCHOR_END: sort

// ANCHOR: kept
/// Whether a read would return within 300 ms.
fn has_something(reader: &PipeReader) -> io::Result<bool> {
    let mut files =
        [PollFd::new(reader.as_fd(), PollFlags::POLLIN)];
    Ok(poll(&mut files, PollTimeout::from(300u16))? == 1)
}

fn main() -> io::Result<()> {
    print!("{}", sorted("pear\napple\nfig\n")?);

    let (mut reader, writer) = io::pipe()?;
    let mut echo = Command::new("echo");
    echo.arg("hello").stdout(writer);
    let status = echo.status()?;
    let mut line = [0; 6];
    reader.read_exact(&mut line)?;
    println!("echo has ended: {status}");
    let end = has_something(&reader)?;
    println!("its output has ended: {end}");
    assert!(!end);

    // A command can be run again, so it keeps `writer`.
    drop(echo);
    let end = has_something(&reader)?;
    println!("with the command dropped: {end}");
    assert!(end && reader.read(&mut line)? == 0);
    Ok(())
}
// ANCHOR_END: kept
