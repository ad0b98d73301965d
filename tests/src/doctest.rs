//! `mdbook test` for one chapter, in a process of its own, since it has no time limit.

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use mdbook_driver::MDBook;
use mdbook_driver::config::Config;

use crate::fault::Fault;
use crate::process;

/// Enough for the longest chapter to be compiled and run on a busy machine.
pub const LIMIT: Duration = Duration::from_secs(120);

const CHILD: &str = "--test-chapter";
const PREPROCESSOR: &str = "preprocessor.extern-crates.command";

/// Tests the chapter at `path` below `src/`: the Rust of `root`'s book against the libraries in `folder`.
pub fn check(root: &Path, path: &str, folder: &Path, preprocessor: &str, limit: Duration) -> Result<(), Fault> {
    let page = format!("src/{path}");
    let fault = |wrong: String, mend: &str| Fault::new(&page, "", wrong, mend);
    let mut command = Command::new(env::current_exe().expect("a running program has a path"));
    command.arg(CHILD).arg(root).arg(path).arg(folder).arg(preprocessor);
    let ended = process::run(&mut command, limit)
        .map_err(|error| fault(format!("mdbook test could not be started: {error}."), ""))?;
    match ended.status {
        Some(status) if status.success() => Ok(()),
        Some(_) => Err(fault(
            "mdbook test fails.".to_owned(),
            "rustdoc names the block by its line; the `//!` line above it says which listing it is.",
        )
        .with_detail(ended.output)),
        None => Err(fault(
            format!("mdbook test did not end within {limit:?} and was killed."),
            "One of this chapter's listings waits for something that never comes.",
        )
        .with_detail(ended.output)),
    }
}

/// To be called first in the `main` of a test target that uses [`check`], which starts that target again.
pub fn run_if_child() -> Option<ExitCode> {
    let arguments: Vec<String> = env::args().collect();
    let [_, mark, root, path, folder, preprocessor] = &arguments[..] else {
        return None;
    };
    (mark == CHILD).then(|| match test(Path::new(root), path, folder, preprocessor) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    })
}

fn test(root: &Path, path: &str, folder: &str, preprocessor: &str) -> anyhow::Result<()> {
    let mut config = Config::from_disk(root.join("book.toml"))?;
    if config.contains_key(PREPROCESSOR) {
        // The command in book.toml asks cargo to build and run this very program.
        config.set(PREPROCESSOR, preprocessor)?;
    }
    MDBook::load_with_config(root, config)?.test_chapter(vec![folder], Some(path))
}
