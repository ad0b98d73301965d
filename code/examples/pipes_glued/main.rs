//! A pipe keeps no messages apart: two come glued and cut. A length in front puts the boundaries back, and trusts everybody.

// ANCHOR: naive
use std::io::{self, Read, Write};

fn naive() -> io::Result<()> {
    let (mut reader, mut writer) = io::pipe()?;
    writer.write_all(b"hello")?;
    writer.write_all(b"world")?;
    drop(writer);

    let mut buffer = [0; 8];
    let mut reads = Vec::new();
    loop {
        let count = reader.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&buffer[..count]);
        reads.push(text.into_owned());
    }
    println!("written: hello, world; read: {reads:?}");
    assert_eq!(reads, ["hellowor", "ld"]);
    Ok(())
}
// ANCHOR_END: naive

// ANCHOR: length
fn receive(mut stream: impl Read) -> io::Result<Vec<u8>> {
    let mut header = [0; 4];
    stream.read_exact(&mut header)?;
    let length = u32::from_le_bytes(header);
    let mut message = vec![0; length as usize];
    stream.read_exact(&mut message)?;
    Ok(message)
}

fn length_in_front() -> io::Result<()> {
    let mut stream = &b"\x05\0\0\0hello\x05\0\0\0world"[..];
    let two = [receive(&mut stream)?, receive(&mut stream)?];
    let two = two.map(|m| String::from_utf8(m).unwrap());
    println!("with a length: {two:?}");
    assert_eq!(two, ["hello", "world"]);

    let ended = receive(stream).unwrap_err();
    println!("the end: {:?}", ended.kind());
    let cut = receive(&b"\x05\0\0\0hel"[..]).unwrap_err();
    println!("cut short: {:?}", cut.kind());
    assert_eq!(ended.kind(), cut.kind());

    let stranger = u32::from_le_bytes(*b"HTTP");
    println!("HTTP announces {stranger} bytes");
    assert!(stranger > 1 << 30);
    Ok(())
}
// ANCHOR_END: length

fn main() -> io::Result<()> {
    naive()?;
    length_in_front()
}
