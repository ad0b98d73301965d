//! A program starts itself again, twice. Ids tell parent from child.

// ANCHOR: main
use std::env;
use std::os::unix::process::parent_id;
use std::process::{self, Command};

fn worker(number: u32) {
    println!(
        "worker {number}: pid {}, parent {}",
        process::id(),
        parent_id()
    );
}

fn main() -> std::io::Result<()> {
    if let Ok(number) = env::var("WORKER") {
        worker(number.parse().expect("WORKER is a number"));
        return Ok(());
    }
    println!("parent:   pid {}", process::id());
    for number in 1..=2 {
        let status = Command::new(env::current_exe()?)
            .env("WORKER", number.to_string())
            .status()?;
        assert!(status.success());
    }
    Ok(())
}
// ANCHOR_END: main
