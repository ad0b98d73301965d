//! The command line that every measuring binary has.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, ValueEnum};

use crate::error::Error;
use crate::record::{Record, Settings};
use crate::session::read_if_there;
use crate::suite::Suite;
use crate::{file, numbers, page, python, report, session, worker};

/// What a reader can ask of a measuring binary.
#[derive(Debug, Parser)]
#[command(disable_version_flag = true)]
pub struct Options {
    /// Measure for a few seconds, to see that it runs
    #[arg(long)]
    pub quick: bool,

    /// Measure with fewer samples, as `all` does: half a minute, and wider intervals
    #[arg(long, conflicts_with = "quick")]
    pub brief: bool,

    /// Keep the result: as yours, beside the book's on the page, or in place of the book's
    #[arg(long, value_name = "WHOSE", num_args = 0..=1, require_equals = true, default_missing_value = "yours")]
    pub record: Option<Whose>,

    /// The Python interpreter to compare with
    #[arg(long, value_name = "PATH")]
    pub python: Option<PathBuf>,

    /// Fail if any candidate could not be measured
    #[arg(long)]
    pub complete: bool,

    /// Measure nothing: draw the page's files again from what is recorded
    #[arg(long, conflicts_with_all = ["quick", "brief", "record", "python", "complete"])]
    pub render: bool,

    /// Where the results are kept, instead of code/measure/results
    #[arg(long, value_name = "FOLDER")]
    pub results: Option<PathBuf>,
}

impl Options {
    /// How much is measured.
    fn settings(&self) -> Settings {
        match (self.quick, self.brief) {
            (true, _) => Settings::QUICK,
            (_, true) => Settings::BRIEF,
            _ => Settings::FULL,
        }
    }

    /// The flag that makes a run shorter than the book's.
    fn hasty(&self) -> Option<&'static str> {
        match (self.quick, self.brief) {
            (true, _) => Some("--quick"),
            (_, true) => Some("--brief"),
            _ => None,
        }
    }
}

/// Whose record a run becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Whose {
    /// The reader's: `yours.json`, which git ignores.
    Yours,
    /// The book's: `record.json`.
    Book,
}

impl Whose {
    /// The file of this record in its folder.
    pub fn file_name(self) -> &'static str {
        match self {
            Whose::Yours => "yours.json",
            Whose::Book => "record.json",
        }
    }
}

/// Runs a suite as its binary's whole `main`.
pub fn run(suite: Suite) -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    let result = match arguments.get(1..) {
        Some([first, task]) if first == worker::ARGUMENT => {
            worker::work(suite, &task.to_string_lossy())
        }
        _ => command(&suite, &parse(&suite.name, arguments)),
    };
    exit(result)
}

/// The exit code for a result, whose error is printed as one line.
pub fn exit(result: Result<(), Error>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

/// Parses the arguments of a binary. What is wrong with them is said in one line, and the process ends with exit code 2.
pub fn parse(name: &str, arguments: Vec<OsString>) -> Options {
    let mut command = Options::command().bin_name(format!("cargo measure {name} --"));
    let parsed = command
        .try_get_matches_from_mut(arguments)
        .and_then(|matches| Options::from_arg_matches(&matches))
        .and_then(|options| match (options.hasty(), options.record) {
            (Some(flag), Some(Whose::Book)) => Err(command.error(
                ErrorKind::ArgumentConflict,
                format!("a short run cannot be the book's record: leave out {flag}"),
            )),
            _ => Ok(options),
        });
    parsed.unwrap_or_else(|error| {
        if !error.use_stderr() {
            error.exit();
        }
        let text = error.to_string();
        let line = text.lines().next().unwrap_or("error: wrong arguments");
        eprintln!("{line} (cargo measure {name} -- --help)");
        std::process::exit(2)
    })
}

/// All that can fail in a moment fails before the minutes of measuring.
fn command(suite: &Suite, options: &Options) -> Result<(), Error> {
    suite.check()?;
    let folder = options
        .results
        .clone()
        .unwrap_or_else(file::results_root)
        .join(&suite.name);
    if options.render {
        return render(&folder);
    }
    if options.record.is_some() {
        file::check_writable(&folder)?;
        read_other(&folder, options.record)?;
    }
    let interpreter = match (&options.python, suite.python) {
        // One that was asked for is looked at now, the book's own is made only when it is sure to be used.
        (Some(path), _) => Some(python::interpreter(Some(path))?),
        _ => None,
    };
    if cfg!(debug_assertions) {
        return Err(Error::Unoptimised {
            suite: suite.name.clone(),
        });
    }
    let interpreter = match (interpreter, suite.python) {
        (None, Some(_)) => Some(python::interpreter(None)?),
        (interpreter, _) => interpreter,
    };
    let record = session::measure(
        suite,
        options.settings(),
        interpreter.as_ref(),
        said(&suite.name, options),
    )?;
    print!("{}", report::terminal(&record));
    if let Some(whose) = options.record {
        let path = folder.join(whose.file_name());
        file::write(&path, &file::to_json(&record))?;
        println!("\nKept in {}.", path.display());
        if folder.join(Whose::Book.file_name()).exists() {
            render(&folder)?;
        }
    }
    let missing = record.missing();
    if options.complete && !missing.is_empty() {
        return Err(Error::Incomplete { missing });
    }
    Ok(())
}

/// The command that repeats this run.
pub(crate) fn said(suite: &str, options: &Options) -> String {
    let mut command = format!("cargo measure {suite}");
    let flags = [
        (options.quick, " --quick"),
        (options.brief, " --brief"),
        (options.record == Some(Whose::Book), " --record=book"),
        (options.record == Some(Whose::Yours), " --record"),
    ];
    if flags.iter().any(|(given, _)| *given) {
        command.push_str(" --");
    }
    flags
        .iter()
        .filter(|(given, _)| *given)
        .for_each(|(_, flag)| command.push_str(flag));
    command
}

/// The record that stays and is drawn beside the one about to be made must be readable.
fn read_other(folder: &Path, whose: Option<Whose>) -> Result<(), Error> {
    let other = match whose {
        Some(Whose::Book) => Whose::Yours,
        _ => Whose::Book,
    };
    read_if_there(&folder.join(other.file_name())).map(drop)
}

/// Draws the page's files from the records in `folder`.
fn render(folder: &Path) -> Result<(), Error> {
    let book = Record::read(&folder.join(Whose::Book.file_name()))?;
    let yours = read_if_there(&folder.join(Whose::Yours.file_name()))?;
    file::check_writable(folder)?;
    for (name, content) in page::render(&book, yours.as_ref()) {
        let path = folder.join(name);
        // What has not changed keeps its time, so that nothing is rebuilt for it.
        if fs::read_to_string(&path).ok().as_deref() != Some(content.as_str()) {
            file::write(&path, &content)?;
        }
    }
    folder.parent().map_or(Ok(()), numbers::draw)
}
