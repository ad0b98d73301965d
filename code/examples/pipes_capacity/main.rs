//! How much a pipe holds, asked of the pipe itself, and what a writer meets when nobody can read any more.

// ANCHOR: full
use nix::fcntl::{FcntlArg, OFlag, fcntl};
use std::io::{self, ErrorKind, PipeReader, PipeWriter};
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

/// Writes pieces of this size until it is full.
fn fill(
    size: usize,
) -> io::Result<(PipeReader, PipeWriter, usize)> {
    let (reader, mut writer) = io::pipe()?;
    // A full pipe is an error then, and not a wait.
    let flags = FcntlArg::F_SETFL(OFlag::O_NONBLOCK);
    fcntl(&writer, flags)?;
    let mut total = 0;
    loop {
        match writer.write(&vec![b'x'; size]) {
            Ok(count) => total += count,
            Err(error) => {
                assert_eq!(
                    error.kind(),
                    ErrorKind::WouldBlock
                );
                return Ok((reader, writer, total));
            }
        }
    }
}

fn main() -> io::Result<()> {
    let (mut reader, mut writer, total) = fill(4096)?;
    let size = fcntl(&writer, FcntlArg::F_GETPIPE_SZ)?;
    println!("size {size}; by 4096: {total} bytes fit");
    assert_eq!(total, size as usize);
    let (_, _, wasteful) = fill(2049)?;
    println!("by 2049: {wasteful} bytes fit");
    assert!(wasteful < total);

    reader.read_exact(&mut [0])?;
    let full = writer.write(b"y").unwrap_err();
    println!("with one byte read: {:?}", full.kind());
    assert_eq!(full.kind(), ErrorKind::WouldBlock);
    // ANCHOR_END: full

    // ANCHOR: gone
    drop(reader);
    let gone = writer.write(b"y").unwrap_err();
    println!("the reader is gone: {:?}", gone.kind());
    assert_eq!(gone.kind(), ErrorKind::BrokenPipe);

    let mut yes =
        Command::new("yes").stdout(Stdio::piped()).spawn()?;
    drop(yes.stdout.take());
    let status = yes.wait()?;
    println!("a child's reader is gone: {status}");
    assert_eq!(status.signal(), Some(libc::SIGPIPE));
    Ok(())
}
// ANCHOR_END: gone
