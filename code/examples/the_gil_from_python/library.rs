//! The function of `main.rs`, as a library that Python can load.

#[path = "main.rs"]
#[allow(dead_code, reason = "a library does not run `main`")]
mod program;
