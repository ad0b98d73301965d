//! What a reader sees who gets the command wrong, or whose machine does not play along: one clear line, and the right exit code.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn starting_costs(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_starting-costs"))
        .args(arguments)
        .output()
        .expect("the binary starts")
}

/// Runs it and expects this exit code, nothing on stdout, and one line on stderr that holds all of `words`.
fn fails(arguments: &[&str], code: i32, words: &[&str]) {
    let output = starting_costs(arguments);
    let said = String::from_utf8(output.stderr).expect("it speaks UTF-8");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
    for word in words {
        assert!(said.contains(word), "{arguments:?}: {said}");
    }
}

fn text(path: &Path) -> &str {
    path.to_str()
        .expect("temporary folders have names in UTF-8")
}

#[test]
fn wrong_arguments() {
    fails(&["--fast"], 2, &["unexpected argument '--fast'", "--help"]);
    fails(&["--record=mine"], 2, &["invalid value 'mine'", "--record"]);
    fails(&["--python"], 2, &["a value is required", "--python"]);
    fails(&["--render", "--quick"], 2, &["cannot be used with"]);
    fails(
        &["--quick", "--record=book"],
        2,
        &["cannot be the book's record"],
    );
    fails(
        &["--brief", "--record=book"],
        2,
        &["cannot be the book's record", "--brief"],
    );
    fails(&["something"], 2, &["unexpected argument 'something'"]);
}

#[test]
fn help() {
    let output = starting_costs(&["--help"]);
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).expect("it speaks UTF-8");
    for option in [
        "cargo measure starting-costs",
        "--quick",
        "--brief",
        "--record",
        "--python",
        "--complete",
        "--render",
    ] {
        assert!(said.contains(option), "{said}");
    }
}

#[test]
fn without_optimisation_it_refuses() {
    if cfg!(debug_assertions) {
        fails(
            &[],
            2,
            &["run with --release: cargo measure starting-costs"],
        );
        fails(&["--quick"], 2, &["run with --release"]);
    }
}

#[test]
fn a_missing_python() {
    fails(
        &["--python", "/nowhere/python3"],
        1,
        &["cannot use /nowhere/python3 as Python"],
    );
    fails(
        &["--python=/bin/true"],
        1,
        &["/bin/true", "does not answer as Python does"],
    );
}

#[test]
fn a_folder_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    // Permissions do not bind root. That a file is no folder does.
    fails(
        &["--record", "--results", text(&file)],
        1,
        &["cannot write to", text(&file)],
    );
    fails(
        &["--record=book", "--results", "/proc"],
        1,
        &["cannot write to /proc/starting-costs"],
    );
}

#[test]
fn a_broken_record() {
    let folder = tempfile::tempdir().unwrap();
    let results = text(folder.path()).to_owned();
    let suite = folder.path().join("starting-costs");
    fs::create_dir(&suite).unwrap();
    let render = ["--render", "--results", &results];
    fails(&render, 1, &["cannot read", "record.json"]);
    for (content, word) in [
        ("{\"version\": 1", "is not a record"),
        (
            "{\"version\": 2}",
            "of version 2, this instrument reads version 1",
        ),
        (
            "{\"version\": 1, \"kind\": \"timelines\"}",
            "of the kind \"timelines\"",
        ),
    ] {
        fs::write(suite.join("record.json"), content).unwrap();
        fails(&render, 1, &["record.json", word]);
        // A run that would draw it beside its own result says so before the minutes of measuring.
        fails(
            &["--record", "--results", &results],
            1,
            &["record.json", word],
        );
    }
    assert_eq!(
        fs::read_dir(&suite).unwrap().count(),
        1,
        "nothing else was written"
    );
}
