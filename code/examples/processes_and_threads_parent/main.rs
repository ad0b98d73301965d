//! A thread starts a child and ends. Whose child is it?

// ANCHOR: main
use nix::unistd::gettid;
use std::io;
use std::process::{self, Command, Stdio};
use std::{fs, thread};

fn main() -> io::Result<()> {
    let (tid, child) = thread::spawn(|| {
        // It ends when its input does.
        let mut command = Command::new("cat");
        (gettid(), command.stdin(Stdio::piped()).spawn())
    })
    .join()
    .unwrap();
    let mut child = child?;

    let path = format!("/proc/{}/status", child.id());
    let status = fs::read_to_string(path)?;
    let mut lines = status.lines();
    let parent = lines.find_map(|l| l.strip_prefix("PPid:"));
    let parent: u32 = parent.unwrap().trim().parse().unwrap();

    println!("we are pid {}", process::id());
    println!("it was started by tid {tid}, which has ended");
    println!("its parent is pid {parent}");

    drop(child.stdin.take());
    println!("main waits: {}", child.wait()?);
    assert_eq!(parent, process::id());
    Ok(())
}
// ANCHOR_END: main
