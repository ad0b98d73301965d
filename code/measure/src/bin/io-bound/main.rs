//! Many waits and many sockets: threads, tasks and processes, from one to ten thousand and beyond.

mod claims;
mod client;
mod files;
mod latency;
mod room;
mod server;
mod sockets;
mod waits;

use std::process::ExitCode;

use measure::Suite;

fn main() -> ExitCode {
    if let Some(kind) = server::role() {
        return server::run(&kind);
    }
    if let Some(role) = client::role() {
        return client::run(&role);
    }
    let suite =
        Suite::new("io-bound", "Waiting: for a clock, a socket, a file").python("io_bound.py");
    let suite = files::candidates(sockets::candidates(waits::candidates(suite)));
    measure::run(claims::add(latency::add(suite)))
}
