//! An open file is no bytes: a job that holds one cannot be serialised.

// ANCHOR: main
use serde::Serialize;
use std::fs::File;

fn send<T: Serialize>(_job: T) {
    // Bytes would go out here.
}

fn main() -> std::io::Result<()> {
    let log = File::create("log.txt")?;
    send((7, log));
    Ok(())
}
// ANCHOR_END: main
