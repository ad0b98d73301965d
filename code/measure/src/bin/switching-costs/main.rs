//! What it costs to hand over: from one coroutine, task, thread, process to another, and what the place changes.
//!
//! Nearly every candidate is two sides that take turns, each of which cannot go on before the other has. What is timed is
//! there and back, so that one hand-off is half of it.

mod after;
mod asleep;
mod child;
mod claims;
mod futex;
mod messages;
mod places;
mod processes;
mod spinning;
mod wakes;
mod within;

use std::process::ExitCode;

use measure::Suite;

fn main() -> ExitCode {
    if let Some(role) = child::role() {
        return child::run(&role);
    }
    let parts = [
        within::add,
        wakes::add,
        messages::add,
        processes::add,
        asleep::add,
        spinning::add,
        after::add,
        claims::add,
    ];
    let suite = Suite::new("switching-costs", "What switching costs").python("switching_costs.py");
    measure::run(parts.into_iter().fold(suite, |suite, add| add(suite)))
}
