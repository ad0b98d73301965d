//! What the building blocks of the part "Tasks" cost: a switch, a task, and a connection that waits.

mod connections;
mod server;
mod switches;
mod tasks;

use std::process::ExitCode;

use measure::Suite;

fn main() -> ExitCode {
    if let Some(kind) = server::role() {
        return server::run(&kind);
    }
    let suite = Suite::new(
        "an-event-loop",
        "What the blocks of this part cost: a switch, a task, a connection",
    )
    .python("an_event_loop.py");
    let suite = connections::add(tasks::candidates(switches::candidates(suite)));
    measure::run(connections::claims(tasks::claims(switches::claims(suite))))
}
