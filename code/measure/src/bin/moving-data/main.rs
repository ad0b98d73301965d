//! What it costs to hand data to another thread, another task, another process: in a stream, in one block, and there and back.
//!
//! In a stream the producer goes on until its buffer is full, and the time counts until the consumer has the last message. On
//! a trip the next message leaves when the last has come back. What runs in another process is started for each sample, off the
//! clock, and waited for, so that its CPU time counts as ours.

mod batches;
mod blocks;
mod bytes;
mod channels;
mod child;
mod claims;
mod floors;
mod stream;
mod trips;

use std::process::ExitCode;

use measure::Suite;

/// Bytes of a small message, of a page, of a large block.
const SMALL: usize = 8;
const PAGE: usize = 4 << 10;
const LARGE: usize = 1 << 20;

/// Messages that a channel of small ones has room for. A ring of 64 KiB holds as many, a length before each.
const ROOM: usize = 4096;

fn main() -> ExitCode {
    if let Some(role) = child::role() {
        return child::run(&role);
    }
    let parts = [
        channels::add,
        bytes::small,
        bytes::pages,
        blocks::add,
        batches::add,
        trips::add,
        claims::add,
    ];
    let suite = Suite::new("moving-data", "What moving data costs").python("moving_data.py");
    measure::run(parts.into_iter().fold(suite, |suite, add| add(suite)))
}
