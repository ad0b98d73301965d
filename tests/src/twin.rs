//! Runs the Python twin of a listing and compares what it prints with what the page shows.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::fault::Fault;
use crate::listing::Listing;
use crate::output::Program;

/// What the twin printed, where that is not what the Rust program printed.
const OWN: &str = "output.py.txt";

/// Checks one twin, or records its output.
pub fn check(root: &Path, listing: &Listing, python: &Path, limit: Duration, bless: bool) -> Result<(), Fault> {
    let twin = Program { root, listing, source: "main.py", check: "twins", limit };
    let mut command = Command::new(python);
    // The path as a reader types it, since tracebacks show it.
    command.arg(listing.file("main.py"));
    for variable in
        ["PYTHONPATH", "PYTHONSTARTUP", "PYTHONUNBUFFERED", "PYTHONDEVMODE", "PYTHONWARNINGS", "PYTHONASYNCIODEBUG"]
    {
        command.env_remove(variable);
    }
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONIOENCODING", "utf-8");
    let printed = twin.run(&mut command)?;

    let own = root.join(listing.file(OWN));
    if bless {
        let same = twin.blank(&listing.read(root, "output.txt")) == twin.blank(&printed);
        if !same {
            return twin.record(OWN, &printed);
        }
        if own.exists() {
            return fs::remove_file(own)
                .map_err(|error| twin.fault(format!("has an {OWN} that cannot be removed: {error}."), ""));
        }
        return Ok(());
    }
    twin.compare(if own.exists() { OWN } else { "output.txt" }, &printed)
}
