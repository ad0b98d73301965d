//! The preprocessor that `mdbook test` runs: see [`tests::extern_crates`].

use std::io;

use mdbook_preprocessor::book::BookItem;
use mdbook_preprocessor::parse_input;

fn main() -> anyhow::Result<()> {
    let (context, mut book) = parse_input(io::stdin())?;
    let crates = tests::cargo::listing_crates(&context.root)?;
    book.for_each_mut(|item| {
        if let BookItem::Chapter(chapter) = item {
            chapter.content = tests::extern_crates::declare(&chapter.content, &crates);
        }
    });
    serde_json::to_writer(io::stdout(), &book)?;
    Ok(())
}
