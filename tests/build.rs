//! Writes one `#[test]` for each Rust block of the book.
//!
//! skeptic reads Markdown as it is and does not expand `{{#include}}`, so mdBook expands the chapters first. What must not
//! compile is left out: `tests/compile_errors.rs` checks it.

#[path = "src/chapters.rs"]
#[allow(dead_code, reason = "the library uses all of it")]
mod chapters;
#[path = "src/fences.rs"]
#[allow(dead_code, reason = "the library uses all of it")]
mod fences;

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

fn main() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for input in ["book.toml", "src", "code/src", "code/examples", "code/compile_fail", "code/Cargo.toml"] {
        println!("cargo:rerun-if-changed={}", root.join(input).display());
    }
    println!("cargo:rustc-env=TARGET={}", env::var("TARGET")?);

    let expanded = PathBuf::from(env::var("OUT_DIR")?).join("expanded");
    fs::create_dir_all(&expanded)?;

    let mut pages = Vec::new();
    for chapter in chapters::load(root)? {
        // Tests are named after the file, and two parts may have chapters of one name.
        let page = expanded.join(chapter.path.replace('/', "_"));
        fs::write(&page, fences::without(&chapter.expanded, |fence| fence.is_compile_fail()))?;
        // skeptic has cargo watch the pages it reads; these are as old as what they were made from, which is watched above.
        File::open(&page)?.set_modified(SystemTime::UNIX_EPOCH)?;
        pages.push(page);
    }
    skeptic::generate_doc_tests(&pages);
    Ok(())
}
