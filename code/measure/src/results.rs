//! A results folder, whatever kind its record is: what its files should hold, and what became of its claims.

use std::path::Path;

use crate::claims::{Verdict, judge};
use crate::error::Error;
use crate::record::Record;
use crate::session::read_if_there;
use crate::{file, numbers, page, timelines};

/// The files that the records in `folder` draw, each with its content. The reader's record counts if it is there.
pub fn pages_of(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    if let (true, Some(root)) = (folder.ends_with(numbers::NAME), folder.parent()) {
        return numbers::pages(root);
    }
    let path = folder.join("record.json");
    match file::kind_of(&path)?.as_str() {
        "suite" => {
            let yours = read_if_there(&folder.join("yours.json"))?;
            let files = page::render(&Record::read(&path)?, yours.as_ref());
            Ok(files
                .into_iter()
                .map(|(name, content)| (name.to_owned(), content))
                .collect())
        }
        timelines::KIND => timelines::pages(folder),
        _ => unknown(&path),
    }
}

/// The verdicts on the claims of the book's record in `folder`. The numbers to know claim nothing.
pub fn verdicts_of(folder: &Path) -> Result<Vec<Verdict>, Error> {
    if folder.ends_with(numbers::NAME) {
        return Ok(Vec::new());
    }
    let path = folder.join("record.json");
    match file::kind_of(&path)?.as_str() {
        "suite" => Ok(judge(&Record::read(&path)?)),
        timelines::KIND => Ok(timelines::verdicts(&timelines::Record::read(&path)?)),
        _ => unknown(&path),
    }
}

fn unknown<T>(path: &Path) -> Result<T, Error> {
    Err(Error::UnknownKind {
        path: path.into(),
        found: file::kind_of(path)?,
    })
}
