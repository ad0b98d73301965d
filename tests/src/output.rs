//! Runs a listing and compares what it prints with what the page shows.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::blank::{blank, blank_any_order};
use crate::fault::Fault;
use crate::listing::Listing;
use crate::process;

/// Far more than a listing may take, and a busy machine is slow.
pub const LIMIT: Duration = Duration::from_secs(30);

/// What a listing's header says if its lines come in any order.
const ANY_ORDER: &str = "Output: lines in any order.";

/// Whether the checks are to record what they find instead of comparing it.
pub fn bless() -> bool {
    std::env::var_os("BLESS").is_some_and(|value| value != "0")
}

/// A program of a listing.
pub struct Program<'a> {
    /// The folder it runs in.
    pub root: &'a Path,
    /// The listing it belongs to.
    pub listing: &'a Listing,
    /// `main.rs` or `main.py`.
    pub source: &'a str,
    /// The test target that runs it.
    pub check: &'a str,
    /// How long it may take.
    pub limit: Duration,
}

impl Program<'_> {
    /// Whether the order of its lines may vary. A twin is like the Rust program unless it says so itself.
    pub fn is_in_any_order(&self) -> bool {
        [self.source, "main.rs"].iter().any(|source| {
            self.listing
                .read(self.root, source)
                .lines()
                .any(|line| line.trim_start_matches(['/', '!', '#', ' ']) == ANY_ORDER)
        })
    }

    /// The text as it is compared.
    pub fn blank(&self, text: &str) -> String {
        if self.is_in_any_order() { blank_any_order(text) } else { blank(text) }
    }

    /// Runs it. It must end in time, with exit code 0, and leave no process behind.
    pub fn run(&self, command: &mut Command) -> Result<String, Fault> {
        command.current_dir(self.root);
        for variable in ["RUST_BACKTRACE", "RUST_LIB_BACKTRACE", "RUST_LOG", "RUST_MIN_STACK", "RUST_TEST_THREADS"] {
            command.env_remove(variable);
        }
        let ended = process::run(command, self.limit)
            .map_err(|error| self.fault(format!("could not be started: {error}."), "Is what runs it installed?"))?;
        match ended.status {
            None => Err(self
                .fault(
                    format!("did not end within {:?} and was killed.", self.limit),
                    "Find what it waits for; a listing ends by itself in under a second.",
                )
                .with_detail(ended.output)),
            Some(status) if !status.success() => Err(self
                .fault(
                    format!("ended with {status}."),
                    "A listing ends with exit code 0; what it shows going wrong it catches and asserts.",
                )
                .with_detail(ended.output)),
            Some(_) if !ended.left.is_empty() => Err(self.fault(
                format!("left processes behind: {}.", ended.left.join(", ")),
                "Wait for every process it starts, or end it, before the program ends.",
            )),
            Some(_) => Ok(ended.output),
        }
    }

    /// Compares, blanked, what it printed with the recorded file.
    pub fn compare(&self, recorded: &str, printed: &str) -> Result<(), Fault> {
        let expected = self.blank(&self.listing.read(self.root, recorded));
        let found = self.blank(printed);
        if expected == found {
            return Ok(());
        }
        let wrong = format!("printed something else than {recorded} says.");
        Err(self.fault(wrong, &self.bless_hint()).with_diff((recorded, &expected), ("this run", &found)))
    }

    /// Records what it printed, unless what is recorded differs only in what is blanked.
    pub fn record(&self, recorded: &str, printed: &str) -> Result<(), Fault> {
        if self.blank(&self.listing.read(self.root, recorded)) == self.blank(printed) {
            return Ok(());
        }
        fs::write(self.root.join(self.listing.file(recorded)), printed)
            .map_err(|error| self.fault(format!("has a {recorded} that cannot be written: {error}."), ""))
    }

    fn bless_hint(&self) -> String {
        format!(
            "Mend the program, or, if what it prints now is right, record it with `BLESS=1 cargo test --test {} {}` and read the page again.",
            self.check, self.listing.name
        )
    }

    /// A fault of this program.
    pub fn fault(&self, wrong: String, mend: &str) -> Fault {
        Fault::new(&self.listing.page, &self.listing.file(self.source), wrong, mend)
    }
}

/// Checks one listing, which `command` runs, or records its output.
pub fn check(root: &Path, listing: &Listing, command: &mut Command, limit: Duration, bless: bool) -> Result<(), Fault> {
    let program = Program { root, listing, source: "main.rs", check: "outputs", limit };
    let printed = program.run(command)?;
    if bless {
        return program.record("output.txt", &printed);
    }
    program.compare("output.txt", &printed)
}
