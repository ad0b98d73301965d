//! A file as a channel, as the sources have it: it need not be there, and it holds half lines and no end.

// ANCHOR: main
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::process::Command;

/// Another process appends this to the file.
fn write(text: &str, file: &Path) -> io::Result<()> {
    let status = Command::new("sh")
        .args(["-c", "printf %s \"$0\" >> \"$1\"", text])
        .arg(file)
        .status()?;
    assert!(status.success());
    Ok(())
}

fn main() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("test.txt");

    let early = File::open(&path).unwrap_err().kind();
    println!("the reader is first: {early:?}");

    write("hello wor", &path)?;
    let mut file = File::open(&path)?;
    let mut seen = String::new();
    file.read_to_string(&mut seen)?;
    println!("half a line: {seen:?}");

    let ends: Vec<usize> = (0..3)
        .map(|_| file.read(&mut [0]))
        .collect::<Result<_, _>>()?;
    println!("the end, three times: {ends:?}");

    write("ld\n", &path)?;
    seen.clear();
    file.read_to_string(&mut seen)?;
    println!("it was not the end: {seen:?}");

    assert_eq!(early, io::ErrorKind::NotFound);
    assert_eq!((ends, seen), (vec![0; 3], "ld\n".into()));
    Ok(())
}
// ANCHOR_END: main
