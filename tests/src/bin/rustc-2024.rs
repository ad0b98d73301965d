//! rustc for skeptic, which knows no edition after 2021, while the listings are of 2024.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::{env, io};

fn main() -> io::Result<()> {
    let arguments = env::args().skip(1).map(|argument| argument.replace("--edition=2021", "--edition=2024"));
    // Returns only if rustc cannot be started.
    Err(Command::new("rustc").args(arguments).exec())
}
