//! What the building blocks of the part "Threads" cost, beside what one would use in production and what Python has.

mod channels;
mod pool;
mod semaphore;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use measure::Suite;

fn main() -> ExitCode {
    let suite = Suite::new(
        "a-thread-pool",
        "What the blocks of this part cost: a pool, a channel, a semaphore",
    )
    .python("a_thread_pool.py");
    let suite = pool::candidates(channels::candidates(semaphore::candidates(suite)));
    measure::run(pool::claims(channels::claims(semaphore::claims(suite))))
}

/// How long `n` of them take, after one that does not count.
fn timed(n: u64, mut operation: impl FnMut()) -> Duration {
    operation();
    let start = Instant::now();
    (0..n).for_each(|_| operation());
    start.elapsed()
}
