//! What more workers gain: jobs that wait, jobs that compute, and a counter that all of them want.
//!
//! The jobs that wait sleep in place of a disk or a network, so that their parts are known by construction and need no more
//! cores than there are. Those that compute take what the machine has.

mod computing;
mod team;
mod waiting;

use std::process::ExitCode;

use measure::Suite;

fn main() -> ExitCode {
    let suite =
        Suite::new("limits-of-speedup", "What more workers gain").python("limits_of_speedup.py");
    let suite = computing::candidates(waiting::candidates(suite));
    let suite = computing::scalings(waiting::scalings(suite));
    measure::run(computing::claims(waiting::claims(suite)))
}
