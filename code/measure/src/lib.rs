//! The measuring instrument.
//!
//! A binary states what to measure and what it claims; all else is here: fresh processes, interleaved samples, evidence of what
//! the machine did meanwhile, medians with intervals, records and the files that pages include.
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! use measure::{Bound, Candidate, Suite};
//!
//! fn main() -> ExitCode {
//!     measure::run(
//!         Suite::new("starting-costs", "What starting costs")
//!             .python("starting_costs.py")
//!             .candidate(Candidate::floor("yield", "a system call").group("Threads", "one").each(std::thread::yield_now))
//!             .candidate(
//!                 Candidate::ours("thread", "thread::spawn")
//!                     .group("Threads", "one started and finished")
//!                     .above("yield")
//!                     .beside("python-thread")
//!                     .each(|| std::thread::spawn(|| ()).join().unwrap()),
//!             )
//!             .candidate(Candidate::peer("python-thread", "threading.Thread").group("Threads", "one started and finished"))
//!             .claim("thread-vs-python", "Python's thread costs more than Rust's.", "python-thread", "thread", Bound::AtLeast(1.2)),
//!     )
//! }
//! ```
//!
//! The binary then understands `--quick`, `--record`, `--python` and the rest of [`cli::Options`]. A peer is the Python function of its
//! name in `code/measure/python/`. What has to be made before it can be timed is given to [`Candidate::prepared`].

pub use adopted::Adopted;
pub use awake::Awake;
pub use candidate::Candidate;
pub use claims::Bound;
pub use cli::run;
pub use error::Error;
pub use latency::LatencyCandidate;
pub use memory::MemoryCandidate;
pub use open_loop::Arrival;
pub use place::Place;
pub use record::Kind;
pub use results::{pages_of, verdicts_of};
pub use scaling::{Curve, Law, Scaling};
pub use suite::Suite;

mod adopted;
pub mod all;
pub mod analysis;
mod awake;
mod candidate;
mod chart;
pub mod claims;
pub mod cli;
mod coprocess;
mod error;
pub mod evidence;
mod figures;
pub mod file;
#[cfg(test)]
mod fixture;
pub mod format;
mod helpers;
pub mod latency;
mod latency_claims;
pub mod machine;
pub mod memory;
pub mod numbers;
pub mod open_loop;
pub mod page;
mod place;
pub mod probe;
pub mod python;
pub mod record;
pub mod report;
mod results;
mod sample;
mod sampler;
pub mod scaling;
mod session;
mod shapes;
pub mod statistics;
mod suite;
pub mod table;
pub mod taint;
pub mod timelines;
pub mod wake;
mod work;
mod worker;
mod yours;
