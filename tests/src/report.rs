//! How a check runs its parts and says how many there were.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use libtest_mimic::{Arguments, Failed, Trial};

use crate::fault::Fault;

/// Prints `label: count`, past libtest's capture. A check that found nothing to check has failed.
pub fn count(label: &str, count: usize) {
    // `println!` in a test is captured; writing to the handle is not.
    writeln!(std::io::stdout(), "{label}: {count}").expect("stdout is open");
    assert_ne!(count, 0, "{label}: 0, so this check checks nothing");
}

/// Panics with all faults, one paragraph each.
pub fn expect_none(faults: &[Fault]) {
    let paragraphs: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(faults.is_empty(), "{} faults\n\n{}\n", faults.len(), paragraphs.join("\n\n"));
}

/// A named part of a check; it returns how many things it compared.
pub type Part = (String, Box<dyn FnOnce() -> Result<usize, Fault> + Send>);

/// Names a part.
pub fn part(name: &str, run: impl FnOnce() -> Result<usize, Fault> + Send + 'static) -> Part {
    (name.to_owned(), Box::new(run))
}

/// The `main` of a check whose every part is a named test. `parts` fails if they cannot even be listed.
pub fn run(label: &str, parts: Result<Vec<Part>, Fault>) -> ExitCode {
    let arguments = Arguments::from_args();
    let parts = match parts {
        Ok(parts) => parts,
        Err(fault) => {
            eprintln!("{fault}");
            return ExitCode::FAILURE;
        }
    };
    let compared = Arc::new(AtomicUsize::new(0));
    let trials = parts
        .into_iter()
        .map(|(name, part)| {
            let compared = Arc::clone(&compared);
            Trial::test(name, move || {
                let count = part().map_err(|fault| Failed::from(fault.to_string()))?;
                compared.fetch_add(count, Ordering::Relaxed);
                Ok(())
            })
        })
        .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    let compared = compared.load(Ordering::Relaxed);
    if arguments.list {
        return conclusion.exit_code();
    }
    println!("{label}: {compared}");
    let asked_for_all = arguments.filter.is_none() && arguments.skip.is_empty();
    if asked_for_all && compared == 0 {
        eprintln!("{label}: 0, so this check checks nothing");
        return ExitCode::FAILURE;
    }
    conclusion.exit_code()
}
