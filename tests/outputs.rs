//! Runs every listing and compares what it prints with the `output.txt` beside it.

use std::process::{Command, ExitCode};

use tests::fault::Fault;
use tests::listing::{EXAMPLES, listings};
use tests::report::{self, Part, part};
use tests::{cargo, output, root};

fn main() -> ExitCode {
    report::run("outputs compared", parts())
}

fn parts() -> Result<Vec<Part>, Fault> {
    let executables = cargo::examples(root())?;
    let parts = listings(root(), EXAMPLES).into_iter().map(|listing| {
        let executable = executables.get(&listing.name).cloned();
        part(&listing.name.clone(), move || {
            let missing = || {
                Fault::new(&listing.page, &listing.folder, "is no example that cargo builds.", "Is there a main.rs?")
            };
            let executable = executable.ok_or_else(missing)?;
            output::check(root(), &listing, &mut Command::new(executable), output::LIMIT, output::bless())?;
            Ok(1)
        })
    });
    Ok(parts.collect())
}
