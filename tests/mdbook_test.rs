//! `mdbook test` compiles and runs every Rust block of the book, at the edition of the book and as rustdoc would.

use std::process::ExitCode;
use std::sync::Arc;

use tests::chapters::Chapter;
use tests::fault::Fault;
use tests::fences::fences;
use tests::report::{self, Part, part};
use tests::{cargo, chapters, doctest, root};

fn main() -> ExitCode {
    doctest::run_if_child().unwrap_or_else(|| report::run("blocks run by mdbook test", parts()))
}

fn parts() -> Result<Vec<Part>, Fault> {
    let chapters = chapters::load(root())
        .map_err(|error| Fault::new("src/SUMMARY.md", "", format!("mdBook cannot load the book: {error:#}."), ""))?;
    let folder = Arc::new(cargo::libraries(root())?.folder);
    let blocks = |chapter: &Chapter| fences(&chapter.expanded).iter().filter(|fence| fence.has("rust")).count();
    let with_rust = chapters.into_iter().filter(|chapter| blocks(chapter) > 0);
    let parts = with_rust.map(|chapter| {
        let (blocks, folder) = (blocks(&chapter), Arc::clone(&folder));
        part(&chapter.path.clone(), move || {
            let preprocessor = env!("CARGO_BIN_EXE_extern-crates");
            doctest::check(root(), &chapter.path, &folder, preprocessor, doctest::LIMIT)?;
            Ok(blocks)
        })
    });
    Ok(parts.collect())
}
