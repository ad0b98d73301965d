//! `wait_with_output` takes the child away: nothing is left to wait for a second time.

// ANCHOR: main
use std::process::{Command, Stdio};

fn main() -> std::io::Result<()> {
    let mut child = Command::new("date").stdout(Stdio::piped()).spawn()?;
    let output = child.wait_with_output()?;
    let status = child.wait()?;
    println!("{status}: {} bytes", output.stdout.len());
    Ok(())
}
// ANCHOR_END: main
