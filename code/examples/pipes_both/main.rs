//! Two outputs read one after the other hang when the second fills. Read together they do not; in one pipe they keep their order.

// ANCHOR: main
use std::io;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const SCRIPT: &str =
    "head -c 100000 /dev/zero >&2; echo done";

fn sh(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

fn main() -> io::Result<()> {
    let mut child = sh(SCRIPT)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let stdout = child.stdout.take().unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let (sender, text) = mpsc::channel();
    thread::spawn(move || {
        sender.send(io::read_to_string(stdout))
    });
    let limit = Duration::from_millis(500);
    let hangs = text.recv_timeout(limit).unwrap_err();
    println!("stdout to its end: {hangs:?}");

    let count = io::copy(&mut stderr, &mut io::sink())?;
    let text = text.recv().unwrap()?;
    println!("after {count} bytes of stderr: {text:?}");
    child.wait()?;
    assert_eq!((count, text.as_str()), (100_000, "done\n"));

    // Reads whichever has something.
    let both = sh(SCRIPT).output()?;
    let lengths = (both.stdout.len(), both.stderr.len());
    println!("together: {lengths:?}");
    assert_eq!(lengths, (5, 100_000));

    let (reader, writer) = io::pipe()?;
    let mut child =
        sh("echo 1; echo 2 >&2; echo 3; echo 4 >&2")
            .stdout(writer.try_clone()?)
            .stderr(writer)
            .spawn()?;
    let text = io::read_to_string(reader)?;
    println!("in one pipe: {text:?}");
    assert_eq!(text, "1\n2\n3\n4\n");
    child.wait()?;
    Ok(())
}
// ANCHOR_END: main
