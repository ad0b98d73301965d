//! All suites in one go: `cargo measure all` measures a reader's machine, and the book then shows its figures beside its own.

use std::process::ExitCode;

fn main() -> ExitCode {
    measure::all::run()
}
