//! An open file is no bytes: a job that holds one cannot be serialised.

// ANCHOR: main
use serde::Serialize;
use std::fs::File;

#[derive(Serialize)]
struct Job {
    name: String,
    log: File,
}
// ANCHOR_END: main

fn main() {}
