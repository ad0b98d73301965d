//! What the checks of the book are made of. Each check is a test target beside this folder, named after what it checks.

pub mod blank;
pub mod cargo;
pub mod chapters;
pub mod compile_error;
pub mod doctest;
pub mod extern_crates;
pub mod fault;
pub mod fences;
pub mod ledger;
pub mod listing;
pub mod output;
pub mod page;
pub mod process;
pub mod python;
pub mod record;
pub mod report;
pub mod site;
pub mod twin;
pub mod watchdog;

use std::path::{Path, PathBuf};

/// The folder that holds the book.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The folder that cargo builds into: a test runs as `TARGET/PROFILE/deps/NAME-HASH`.
pub fn target_dir() -> PathBuf {
    let test = std::env::current_exe().expect("a running program has a path");
    test.ancestors().nth(3).expect("cargo runs tests from TARGET/PROFILE/deps").to_owned()
}
