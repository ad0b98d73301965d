//! Who ran when: one workload as processes, threads and tasks, in Rust and in Python, on one time axis.
//!
//! It is no suite of candidates: it records spans, not samples. All of it is in [`measure::timelines`].

fn main() -> std::process::ExitCode {
    measure::timelines::run()
}
