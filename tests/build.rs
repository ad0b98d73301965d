//! Writes one `#[test]` for each Rust block of the book.
//!
//! skeptic reads Markdown as it is and does not expand `{{#include}}`, so mdBook expands the chapters first. What must not
//! compile is left out: `tests/compile_errors.rs` checks it.
//!
//! And writes the copies of building blocks in which `tests/loom.rs` must find a planted bug.

#[path = "loom/blocks.rs"]
mod blocks;
#[path = "src/chapters.rs"]
#[allow(dead_code, reason = "the library uses all of it")]
mod chapters;
#[path = "src/fences.rs"]
#[allow(dead_code, reason = "the library uses all of it")]
mod fences;

use anyhow::Context;
use std::env;
use std::fmt::Write;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

fn main() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for input in ["book.toml", "src", "code/src", "code/examples", "code/compile_fail", "code/Cargo.toml", "tests/loom"]
    {
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
    blocks(root)
}

/// A module for each block with its models, and one for each planted bug: the block with the bug in it, and the same models.
fn blocks(root: &Path) -> anyhow::Result<()> {
    let (mut modules, mut sound, mut bugs) = (String::new(), String::new(), String::new());
    for (name, file) in blocks::BLOCKS {
        let planted = blocks::PLANTED.iter().any(|planted| planted.block == *name);
        anyhow::ensure!(planted, "{name}: no bug is planted in it, so nothing shows that its models find one");
        let (file, models) = (root.join(file), root.join(format!("tests/loom/{name}.rs")));
        writeln!(
            modules,
            "pub mod {name} {{ #[allow(dead_code)] #[path = {file:?}] pub mod block; #[path = {models:?}] pub mod models; }}"
        )?;
        writeln!(sound, "({name:?}, {name}::models::MODELS),")?;
    }
    for blocks::Planted { name, block, from, to, caught_by, says } in blocks::PLANTED {
        let file =
            blocks::BLOCKS.iter().find(|(name, _)| name == block).with_context(|| format!("no block {block}"))?.1;
        let text = fs::read_to_string(root.join(file)).with_context(|| file.to_string())?;
        let places = text.matches(from).count();
        anyhow::ensure!(places == 1, "{name}: {places} places in {file} read `{from}`, where one is wanted");
        let text = text.replacen(from, to, 1);
        let models = root.join(format!("tests/loom/{block}.rs"));
        writeln!(
            modules,
            "pub mod {name} {{ #[allow(warnings, clippy::all)] pub mod block {{\n{text}\n}} #[path = {models:?}] pub mod models; }}"
        )?;
        writeln!(
            bugs,
            "Bug {{ name: {name:?}, caught_by: {caught_by:?}, says: {says:?}, models: {name}::models::MODELS }},"
        )?;
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let lists = format!(
        "use crate::{{Bug, Model}};\npub const SOUND: &[(&str, &[Model])] = &[{sound}];\npub const BUGS: &[Bug] = &[{bugs}];\n"
    );
    Ok(fs::write(out.join("blocks.rs"), modules + &lists)?)
}
