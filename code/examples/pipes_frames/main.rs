//! Messages through a pipe and back, and three streams that are refused: too long, cut short, not ours.

// ANCHOR: main
use code::process::frame::{
    FrameError, FrameReader, FrameWriter,
};
use std::error::Error;
use std::process::{Command, Stdio};

const LIMIT: usize = 1024;

/// Reads the stream to its end or its first error.
fn read_all(
    stream: &[u8],
) -> (usize, Result<(), FrameError>) {
    let mut reader = FrameReader::new(stream, LIMIT);
    let mut count = 0;
    loop {
        match reader.read() {
            Ok(Some(_)) => count += 1,
            Ok(None) => return (count, Ok(())),
            Err(error) => return (count, Err(error)),
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    // `cat` sends back what it gets.
    let mut cat = Command::new("cat")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut writer =
        FrameWriter::new(cat.stdin.take().unwrap(), LIMIT);
    for message in ["hello", "", "world"] {
        writer.write(message.as_bytes())?;
    }
    drop(writer);
    let output = cat.stdout.take().unwrap();
    let mut reader = FrameReader::new(output, LIMIT);
    while let Some(message) = reader.read()? {
        println!("{:?}", str::from_utf8(message)?);
    }
    cat.wait()?;

    for stream in [
        &b"\x05\0\0\0hello"[..],
        b"\x05\0\0\0hello\x05\0\0\0wor",
        b"\x05\0\0\0hello\x05\0",
        b"HTTP/1.1 200 OK\r\n",
    ] {
        match read_all(stream) {
            (count, Ok(())) => println!("{count}, the end"),
            (count, Err(e)) => println!("{count}, {e}"),
        }
    }
    let (count, cut) = read_all(b"\x05\0\0\0hello\x05\0");
    assert_eq!(count, 1);
    assert!(matches!(
        cut,
        Err(FrameError::Truncated { received: 2 })
    ));
    let (count, http) = read_all(b"HTTP/1.1 200 OK\r\n");
    assert_eq!(count, 0);
    assert!(matches!(
        http,
        Err(FrameError::TooLong { limit: LIMIT, .. })
    ));
    Ok(())
}
// ANCHOR_END: main
