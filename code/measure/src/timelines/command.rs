//! The binary: the common command line, over timelines.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use indicatif::ProgressBar;

use super::session::{self, Settings};
use super::{NAME, Record, pages, render, stage};
use crate::cli::{self, Options, Whose};
use crate::error::Error;
use crate::file;
use crate::machine::{self, Machine};
use crate::python;

/// The binary's whole `main`.
pub fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let words: Vec<String> = arguments
        .iter()
        .skip(1)
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    match stage::serve(&words) {
        Some(served) => cli::exit(served.map_err(Error::worker)),
        None => cli::exit(command(&cli::parse(NAME, arguments))),
    }
}

/// All that can fail in a moment fails before the recording.
fn command(options: &Options) -> Result<(), Error> {
    let folder = options
        .results
        .clone()
        .unwrap_or_else(file::results_root)
        .join(NAME);
    if options.render {
        return draw(&folder);
    }
    if let Some(whose) = options.record {
        file::check_writable(&folder)?;
        let other = if whose == Whose::Book {
            Whose::Yours
        } else {
            Whose::Book
        };
        Record::read_if_there(&folder.join(other.file_name()))?;
    }
    let asked_for = options
        .python
        .as_deref()
        .map(|path| python::interpreter(Some(path)))
        .transpose()?;
    if cfg!(debug_assertions) {
        return Err(Error::Unoptimised {
            suite: NAME.to_owned(),
        });
    }
    let interpreter = match asked_for {
        Some(interpreter) => Some(interpreter),
        None => python::interpreter(None)
            .map_err(|error| eprintln!("warning: without Python: {error}"))
            .ok(),
    };
    let machine = Machine::this(
        interpreter
            .as_ref()
            .map(|interpreter| interpreter.about.clone()),
    );
    let record = Record::new(machine, machine::date(), cli::said(NAME, options));
    let settings = match (options.quick, options.brief) {
        (true, _) => Settings::QUICK,
        (_, true) => Settings::BRIEF,
        _ => Settings::FULL,
    };
    let bar = if io::stderr().is_terminal() {
        ProgressBar::new(0)
    } else {
        ProgressBar::hidden()
    };
    let record = session::run(record, settings, interpreter.as_ref(), |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    print!("{}", render::terminal(&record));
    if let Some(whose) = options.record {
        let path = folder.join(whose.file_name());
        file::write(&path, &file::to_json(&record))?;
        println!("\nKept in {}.", path.display());
        if folder.join(Whose::Book.file_name()).exists() {
            draw(&folder)?;
        }
    }
    match interpreter {
        None if options.complete => Err(Error::Incomplete {
            missing: vec!["everything in Python".to_owned()],
        }),
        _ => Ok(()),
    }
}

/// Draws the page's files from the records in `folder`.
fn draw(folder: &Path) -> Result<(), Error> {
    let files = pages(folder)?;
    file::check_writable(folder)?;
    for (name, content) in files {
        let path = folder.join(name);
        // What has not changed keeps its time, so that nothing is rebuilt for it.
        if std::fs::read_to_string(&path).ok().as_deref() != Some(content.as_str()) {
            file::write(&path, &content)?;
        }
    }
    Ok(())
}
