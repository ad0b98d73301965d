//! What cargo built, asked of cargo itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::fault::Fault;

/// Where the executable of each listing is. Built with the same selection of packages as a plain `cargo test`, so that
/// features unify alike and nothing is built twice.
pub fn examples(root: &Path) -> Result<BTreeMap<String, PathBuf>, Fault> {
    let artifacts = build(root, &["--workspace", "--examples"])?;
    Ok(artifacts
        .iter()
        .filter(|artifact| artifact["target"]["kind"][0] == "example")
        .filter_map(|artifact| {
            Some((artifact["target"]["name"].as_str()?.to_owned(), artifact["executable"].as_str()?.into()))
        })
        .collect())
}

/// The libraries that listings are compiled against outside cargo.
pub struct Libraries {
    /// The folder they are in, for `-L`.
    pub folder: PathBuf,
    /// Each crate a listing may name, with its library.
    pub externs: Vec<(String, PathBuf)>,
}

/// Builds `code` under the profile `mdbook`, whose folder holds every crate once.
pub fn libraries(root: &Path) -> Result<Libraries, Fault> {
    let artifacts = build(root, &["--package", "code", "--profile", "mdbook"])?;
    let folder = crate::target_dir().join("mdbook/deps");
    // The library and its metadata, `libNAME-HASH.rlib` and `.rmeta`, by what comes before the dot.
    let built: Vec<(&str, PathBuf)> = artifacts
        .iter()
        .filter_map(|artifact| Some((artifact["target"]["name"].as_str()?, artifact["filenames"].as_array()?)))
        .flat_map(|(name, files)| files.iter().filter_map(move |file| Some((name, PathBuf::from(file.as_str()?)))))
        .filter(|(_, file)| file.parent() == Some(folder.as_path()))
        .map(|(name, file)| (name, file.with_extension("")))
        .collect();

    // After `cargo update` the folder holds the old versions, too, and rustc refuses to choose (E0464).
    for file in fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let is_library = file.extension().is_some_and(|extension| extension == "rlib" || extension == "rmeta");
        if is_library && !built.iter().any(|(_, current)| *current == file.with_extension("")) {
            fs::remove_file(&file).ok();
        }
    }

    let externs = listing_crates(root)?
        .into_iter()
        .filter_map(|name| {
            let (_, library) = built.iter().rfind(|(built, _)| *built == name)?;
            let library = library.with_extension("rlib");
            Some((name, library))
        })
        .collect();
    Ok(Libraries { folder, externs })
}

/// The names of the crates a listing may use: `code` and what it depends on.
pub fn listing_crates(root: &Path) -> Result<Vec<String>, Fault> {
    let unreadable =
        |error: &dyn std::fmt::Display| Fault::new("", "code/Cargo.toml", format!("could not be read: {error}."), "");
    let manifest = fs::read_to_string(root.join("code/Cargo.toml")).map_err(|error| unreadable(&error))?;
    let manifest: toml::Table = manifest.parse().map_err(|error| unreadable(&error))?;
    let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
    let names = dependencies.into_iter().flat_map(toml::Table::keys).map(String::as_str);
    Ok(std::iter::once("code").chain(names).map(|name| name.replace('-', "_")).collect())
}

/// Runs `cargo build` into the folder this test was built into and returns what it says of each artifact.
fn build(root: &Path, selection: &[&str]) -> Result<Vec<Value>, Fault> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--quiet", "--message-format=json", "--target-dir"])
        .arg(crate::target_dir())
        .args(selection)
        .current_dir(root);
    // What cargo set for this test is not meant for another cargo.
    for (variable, _) in std::env::vars_os() {
        let name = variable.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "OUT_DIR" || name == "RUSTC"
        {
            cargo.env_remove(&variable);
        }
    }
    let failed = |detail: String| {
        Fault::new(
            "",
            "code",
            format!("`cargo build {}` failed.", selection.join(" ")),
            "Nothing can be compared before it builds.",
        )
        .with_detail(detail)
    };
    let output = cargo.output().map_err(|error| failed(error.to_string()))?;
    let messages: Vec<Value> =
        String::from_utf8_lossy(&output.stdout).lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if !output.status.success() {
        let rendered: String = messages.iter().filter_map(|message| message["message"]["rendered"].as_str()).collect();
        return Err(failed(rendered + &String::from_utf8_lossy(&output.stderr)));
    }
    Ok(messages.into_iter().filter(|message| message["reason"] == "compiler-artifact").collect())
}
