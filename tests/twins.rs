//! Runs every listing's Python twin and compares what it prints with what the page shows.

use std::process::ExitCode;

use tests::fault::Fault;
use tests::listing::{EXAMPLES, listings};
use tests::report::{self, Part, part};
use tests::{output, python, root, twin};

fn main() -> ExitCode {
    report::run("Python twins run", parts())
}

fn parts() -> Result<Vec<Part>, Fault> {
    let python = python::interpreter()?;
    let with_twin =
        listings(root(), EXAMPLES).into_iter().filter(|listing| root().join(listing.file("main.py")).exists());
    let parts = with_twin.map(|listing| {
        let python = python.clone();
        part(&listing.name.clone(), move || {
            twin::check(root(), &listing, &python, output::LIMIT, output::bless())?;
            Ok(1)
        })
    });
    Ok(parts.collect())
}
