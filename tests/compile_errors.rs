//! Compiles every program that rustc must refuse, and compares its error codes and words with what the page shows.

use std::process::ExitCode;
use std::sync::Arc;

use tests::fault::Fault;
use tests::listing::{COMPILE_FAIL, listings};
use tests::report::{self, Part, part};
use tests::{cargo, compile_error, output, root};

fn main() -> ExitCode {
    report::run("compile errors compared", parts())
}

fn parts() -> Result<Vec<Part>, Fault> {
    let libraries = Arc::new(cargo::libraries(root())?);
    let parts = listings(root(), COMPILE_FAIL).into_iter().map(|listing| {
        let libraries = Arc::clone(&libraries);
        part(&listing.name.clone(), move || {
            compile_error::check(root(), &listing, &libraries, output::bless())?;
            Ok(1)
        })
    });
    Ok(parts.collect())
}
