//! Two ways to get a child that runs your function. Rust has no third one built in.

// ANCHOR: main
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};
use std::os::unix::process::parent_id;
use std::process::{self, Command};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::{env, io};

static BLACK: AtomicBool = AtomicBool::new(false);

fn report(method: &str) {
    let method = format!("{method}:");
    let black = BLACK.load(Relaxed);
    println!(
        "{method:<12} pid {}, parent {}, {}",
        process::id(),
        parent_id(),
        if black { "black" } else { "white" },
    );
}

fn main() -> io::Result<()> {
    if let Ok(method) = env::var("METHOD") {
        report(&method);
        assert!(!BLACK.load(Relaxed));
        return Ok(());
    }
    BLACK.store(true, Relaxed);
    report("the program");

    // SAFETY: one thread, so nobody else holds a lock.
    match unsafe { fork()? } {
        ForkResult::Child => {
            report("fork");
            process::exit(0);
        }
        ForkResult::Parent { child } => {
            let status = waitpid(child, None)?;
            assert_eq!(status, WaitStatus::Exited(child, 0));
        }
    }

    let status = Command::new(env::current_exe()?)
        .env("METHOD", "spawn")
        .status()?;
    assert!(status.success());
    Ok(())
}
// ANCHOR_END: main
