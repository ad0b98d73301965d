//! A file as a channel, done right: either may be first, only whole lines count, and the writer says that it has ended.

// ANCHOR: main
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::{env, thread};

/// Makes the file if it is not there yet.
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .append(true)
        .create(true)
        .open(path)
}

fn write(path: &Path) -> io::Result<()> {
    let mut file = open(path)?;
    for part in
        ["hello wor", "ld\nhel", "lo again\n", "end\n"]
    {
        file.write_all(part.as_bytes())?;
        // Stands for the writer's work.
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

// ANCHOR: read
fn read(path: &Path) -> io::Result<Vec<String>> {
    let mut file = BufReader::new(open(path)?);
    let (mut lines, mut line) = (Vec::new(), String::new());
    loop {
        // Adds to what is already there of this line.
        file.read_line(&mut line)?;
        if !line.ends_with('\n') {
            // A read of a file does not wait. Look again.
            thread::sleep(Duration::from_millis(10));
        } else if line == "end\n" {
            return Ok(lines);
        } else {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
    }
}
// ANCHOR_END: read

fn main() -> io::Result<()> {
    if let Some(path) = env::var_os("WRITE_TO") {
        return write(path.as_ref());
    }
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("test.txt");
    let mut writer = Command::new(env::current_exe()?)
        .env("WRITE_TO", &path)
        .spawn()?;
    let lines = read(&path)?;
    assert!(writer.wait()?.success());
    println!("{lines:?}");
    assert_eq!(lines, ["hello world", "hello again"]);
    Ok(())
}
// ANCHOR_END: main
