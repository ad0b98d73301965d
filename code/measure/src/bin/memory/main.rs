//! What a process, a thread, a task and a coroutine take of memory, from ten to a hundred thousand; what an allocator keeps; and what
//! memory costs in time.

mod claims;
mod freed;
mod held;
mod processes;
mod tasks;
mod threads;
mod times;

use std::process::ExitCode;

use measure::Suite;

fn main() -> ExitCode {
    if processes::is_child() {
        return processes::wait_for_the_end();
    }
    held::find_python();
    let parts = [
        times::add,
        processes::add,
        threads::add,
        tasks::add,
        freed::add,
        claims::add,
    ];
    let suite = Suite::new("memory", "What one of each holds").python("memory.py");
    measure::run(parts.into_iter().fold(suite, |suite, add| add(suite)))
}
