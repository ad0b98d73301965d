//! What a check says when it is not satisfied.

use std::fmt;

use similar::TextDiff;

/// One thing wrong with the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The page, as a path from the root.
    pub page: String,
    /// The listing or other file concerned, as a path from the root.
    pub listing: String,
    /// What is wrong.
    pub wrong: String,
    /// What to do about it.
    pub mend: String,
    /// Expected and found, or a tool's own words.
    pub detail: String,
}

impl Fault {
    /// A fault of `listing`, which belongs on `page`. Either may be empty.
    pub fn new(page: &str, listing: &str, wrong: impl Into<String>, mend: impl Into<String>) -> Self {
        Fault {
            page: page.to_owned(),
            listing: listing.to_owned(),
            wrong: wrong.into(),
            mend: mend.into(),
            detail: String::new(),
        }
    }

    /// The same fault with a tool's words below it.
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The same fault with the difference between two texts below it.
    pub fn with_diff(self, expected: (&str, &str), found: (&str, &str)) -> Self {
        let diff = TextDiff::from_lines(expected.1, found.1);
        let diff = diff.unified_diff().header(expected.0, found.0).to_string();
        self.with_detail(diff)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place: Vec<&str> =
            [&self.page, &self.listing].into_iter().map(String::as_str).filter(|place| !place.is_empty()).collect();
        write!(f, "{}: {} {}", place.join(", "), self.wrong, self.mend)?;
        if !self.detail.is_empty() {
            write!(f, "\n\n{}", self.detail.trim_end())?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}
