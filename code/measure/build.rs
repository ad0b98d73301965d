//! Notes what the instrument was built with, so that a record can say it: rustc, and the crates it measures.

use std::{env, fs, process::Command};

fn main() {
    let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().map_or_else(
        |_| "unknown".into(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    );
    println!("cargo::rustc-env=MEASURE_RUSTC={version}");

    let lock = "../../Cargo.lock";
    println!("cargo::rerun-if-changed={lock}");
    let lock = fs::read_to_string(lock).unwrap_or_default();
    for (name, variable) in [("rayon", "MEASURE_RAYON"), ("tokio", "MEASURE_TOKIO")] {
        println!("cargo::rustc-env={variable}={}", locked(&lock, name));
    }
}

/// The version of the package `name` in the text of a `Cargo.lock`, where it stands on the line after the name.
fn locked<'lock>(lock: &'lock str, name: &str) -> &'lock str {
    let heading = format!("name = \"{name}\"\nversion = \"");
    lock.split_once(&heading)
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("unknown", |(version, _)| version)
}
