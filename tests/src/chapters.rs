//! The chapters as mdBook sees them: as they are written, and with their includes expanded.

use std::path::Path;

use anyhow::{Context, Result};
use mdbook_driver::MDBook;
use mdbook_driver::book::{Book, BookItem, Chapter as Item};
use mdbook_driver::builtin_renderers::MarkdownRenderer;
use mdbook_driver::config::Config;

/// A chapter that `SUMMARY.md` lists.
pub struct Chapter {
    /// Its path below `src/`.
    pub path: String,
    /// What its author wrote.
    pub raw: String,
    /// The same with every include expanded.
    pub expanded: String,
}

/// Loads the book whose `book.toml` is in `root`. `MDBOOK_*` variables have no say.
pub fn open(root: &Path) -> Result<MDBook> {
    let config = Config::from_disk(root.join("book.toml")).context("book.toml")?;
    MDBook::load_with_config(root, config)
}

/// Every chapter of the book in `root`, in the order of `SUMMARY.md`.
pub fn load(root: &Path) -> Result<Vec<Chapter>> {
    let book = open(root)?;
    let (expanded, _) = book.preprocess_book(&MarkdownRenderer::new())?;
    Ok(items(&book.book)
        .zip(items(&expanded))
        .filter_map(|(raw, expanded)| {
            Some(Chapter {
                path: raw.source_path.as_ref()?.to_str()?.to_owned(),
                raw: raw.content.clone(),
                expanded: expanded.content.clone(),
            })
        })
        .collect())
}

fn items(book: &Book) -> impl Iterator<Item = &Item> {
    book.iter().filter_map(|item| match item {
        BookItem::Chapter(chapter) => Some(chapter),
        _ => None,
    })
}
