//! What it costs to start something and wait until it has finished: a process, a thread, a task.
//!
//! Every candidate, in Rust and in Python, starts one, waits for its end, then starts the next. What is started does nothing.
//! The last group is the other way round: tasks of one addition each, all started before any is waited for.

mod claims;
mod latency;
mod memory;
mod processes;
mod runtimes;
mod tasks;
mod threads;
mod tiny;

use std::process::ExitCode;

use measure::Suite;

fn main() -> ExitCode {
    let parts = [
        processes::add,
        threads::add,
        tasks::add,
        tiny::add,
        latency::add,
        memory::add,
        claims::add,
    ];
    let suite = Suite::new("starting-costs", "What starting costs").python("starting_costs.py");
    measure::run(parts.into_iter().fold(suite, |suite, add| add(suite)))
}
