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

    let ends = [
        &b"\x05\0\0\0hello"[..],
        b"\x05\0\0\0hello\x05\0\0\0wor",
        b"\x05\0\0\0hello\x05\0",
        b"HTTP/1.1 200 OK\r\n",
    ]
    .map(read_all);
    for (count, end) in &ends {
        match end {
            Ok(()) => println!("{count}, the end"),
            Err(error) => println!("{count}, {error}"),
        }
    }
    assert!(matches!(
        ends,
        [
            (1, Ok(())),
            (1, Err(FrameError::Truncated { received: 7 })),
            (1, Err(FrameError::Truncated { received: 2 })),
            (
                0,
                Err(FrameError::TooLong { limit: LIMIT, .. })
            ),
        ]
    ));
    Ok(())
}
// ANCHOR_END: main
