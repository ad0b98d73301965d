//! A hundred thousand calls deep: too much for the stack of a thread, unless it asked for a larger one.

// ANCHOR: main
use nix::sys::resource::{Resource, setrlimit};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::{env, hint, io, thread};

const DEPTH: u64 = 100_000;

fn depth(n: u64) -> u64 {
    hint::black_box(&[n; 32]); // something on the stack
    if n == 0 { 0 } else { 1 + depth(n - 1) }
}

fn main() -> io::Result<()> {
    if env::var_os("TOO_DEEP").is_some() {
        // The second process: a stack of 2 MiB, no dump.
        setrlimit(Resource::RLIMIT_CORE, 1, 1)?;
        let thread = thread::spawn(|| depth(DEPTH));
        thread.join().expect("not even an Err");
        return Ok(());
    }

    let reached = thread::Builder::new()
        .stack_size(256 << 20)
        .spawn(|| depth(DEPTH))?
        .join();
    println!("256 MiB: {reached:?}");

    let status = Command::new(env::current_exe()?)
        .env("TOO_DEEP", "yes")
        .env_remove("RUST_MIN_STACK")
        .stderr(Stdio::null())
        .status()?;
    println!("2 MiB: {status}");
    assert!(matches!(reached, Ok(DEPTH)));
    assert_eq!(status.signal(), Some(6));
    Ok(())
}
// ANCHOR_END: main
