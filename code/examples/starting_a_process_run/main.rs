//! A child process is started, waited for, and asked what it printed and how it ended.

// ANCHOR: main
use std::process::{Command, Output};

fn main() -> std::io::Result<()> {
    let Output { status, stdout, .. } =
        Command::new("printf")
            .arg("[%s]\\n")
            .args(["two words", "$HOME", "*; rm -rf ~"])
            .output()?;

    print!("{}", String::from_utf8_lossy(&stdout));
    println!("{status}");

    assert_eq!(
        stdout,
        b"[two words]\n[$HOME]\n[*; rm -rf ~]\n"
    );
    assert!(status.success());
    Ok(())
}
// ANCHOR_END: main
