//! Two processes meet over a pair of pipes if both are started before either is waited for.

// ANCHOR: main
use std::io::{self, Read, Write, pipe};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The child: says that it is here, and waits for the other.
fn job(limit: Duration) -> bool {
    if io::stdout().write_all(b"here\n").is_err() {
        return false; // broken pipe: the other is gone
    }
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let mut word = [0; 4];
        let read = io::stdin().read_exact(&mut word);
        // After the limit nobody listens.
        let _ = tell.send(read.is_ok());
    });
    told.recv_timeout(limit).unwrap_or(false)
}

fn start(
    limit: &str,
    stdin: impl Into<Stdio>,
    stdout: impl Into<Stdio>,
) -> io::Result<Child> {
    Command::new(std::env::current_exe()?)
        .env("LIMIT_MS", limit)
        .stdin(stdin)
        .stdout(stdout)
        .spawn()
}

fn two_processes(
    wait_between: bool,
    limit: &str,
) -> io::Result<[bool; 2]> {
    let (from_first, to_second) = pipe()?;
    let (from_second, to_first) = pipe()?;
    let mut first = start(limit, from_second, to_second)?;
    if wait_between {
        first.wait()?;
    }
    let mut second = start(limit, from_first, to_first)?;
    Ok([first.wait()?.success(), second.wait()?.success()])
}

fn main() -> io::Result<ExitCode> {
    if let Ok(limit) = std::env::var("LIMIT_MS") {
        let limit = Duration::from_millis(
            limit.parse().expect("a number"),
        );
        let met = job(limit);
        return Ok(ExitCode::from(u8::from(!met)));
    }
    let in_a_row = two_processes(true, "100")?;
    println!("start, wait, start, wait:  met {in_a_row:?}");

    let both = two_processes(false, "20000")?;
    println!("start, start, wait, wait:  met {both:?}");

    assert_eq!(in_a_row, [false, false]);
    assert_eq!(both, [true, true]);
    Ok(ExitCode::SUCCESS)
}
// ANCHOR_END: main
