//! What the page says of these figures.

use measure::Bound::{AtLeast, AtMost};
use measure::{Bound, Suite};

/// Id, sentence, what is divided, by what, and the bound.
type Claim = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Bound,
);

#[rustfmt::skip]
const CLAIMS: [Claim; 23] = [
    ("ten-threads", "Ten threads wait at most 1.5 times as long as one.", "wait-threads-10", "wait-one", AtMost(1.5)),
    ("ten-tasks", "Ten tasks on tokio wait at most 1.5 times as long as one thread.", "wait-tokio-10", "wait-one", AtMost(1.5)),
    ("ten-asyncio", "Ten tasks of asyncio wait at most 1.5 times as long as one thread.", "python-wait-asyncio-10", "wait-one", AtMost(1.5)),
    ("hundred-processes", "A hundred processes take at least 1.5 times as long as one wait.", "wait-processes-100", "wait-one", AtLeast(1.5)),
    ("thousand-threads", "A thousand threads take at least 1.5 times as long as a thousand tasks.", "wait-threads-1000", "wait-tokio-1000", AtLeast(1.5)),
    ("ten-thousand-tasks", "Ten thousand tasks take at most four times as long as one wait.", "wait-tokio-10000", "wait-one", AtMost(4.0)),
    ("ten-thousand-threads", "It loses: ten thousand threads take at least five times as long as ten thousand tasks.", "wait-threads-10000", "wait-tokio-10000", AtLeast(5.0)),
    ("ten-thousand-asyncio", "Ten thousand tasks of asyncio take at least five times as long as ten thousand of tokio.", "python-wait-asyncio-10000", "wait-tokio-10000", AtLeast(5.0)),
    ("one-connection", "It loses: for one connection tokio is no faster than a thread. A thread takes at most 1.2 times as long.", "threads-1", "tokio-1", AtMost(1.2)),
    ("falls", "A request of one connection takes tokio at least 1.3 times as long as one of a hundred.", "tokio-1", "tokio-100", AtLeast(1.3)),
    ("hundred-threads", "With a hundred connections a thread for each takes at least 1.2 times as long for a request as tokio.", "threads-100", "tokio-100", AtLeast(1.2)),
    ("hundred-asyncio", "With a hundred connections asyncio takes at least three times as long for a request as tokio.", "python-asyncio-100", "tokio-100", AtLeast(3.0)),
    ("ten-thousand-open", "With ten thousand open, a request takes tokio at most three times as long as with a thousand.", "tokio-10000", "tokio-1000", AtMost(3.0)),
    ("two-workers", "A second worker helps little beside the client: one takes at most 1.4 times as long as two.", "tokio-1000", "tokio-two-1000", AtMost(1.4)),
    ("file-task", "It loses: a small file takes tokio at least twice as long as the call it hands to another thread.", "file-tokio", "file-std", AtLeast(2.0)),
    ("file-to-thread", "It loses: a small file takes `asyncio.to_thread` at least three times as long as `open().read()`.", "python-file-to-thread", "python-file", AtLeast(3.0)),
    ("hidden", "Where a request seldom computes, the 99th percentile of the open loop is at least ten times that of the closed loop.", "latency-tokio-stall-open-p99", "latency-tokio-stall-closed-p99", AtLeast(10.0)),
    ("stalled", "It loses: where a request seldom computes in the loop, the 99th percentile is at least five times that of a server that never computes.", "latency-tokio-stall-open-p99", "latency-tokio-open-p99", AtLeast(5.0)),
    ("aside", "Given to another thread, the computing leaves at most half of the 99th percentile of a loop that computes itself.", "latency-tokio-aside-open-p99", "latency-tokio-stall-open-p99", AtMost(0.5)),
    ("threads-stalled", "With a thread for each connection, the computing leaves at most half of the 99th percentile of a loop that computes itself.", "latency-threads-stall-open-p99", "latency-tokio-stall-open-p99", AtMost(0.5)),
    ("open-asyncio", "asyncio's answer takes at least 1.2 times as long as tokio's, in the median of the open loop.", "latency-asyncio-open-p50", "latency-tokio-open-p50", AtLeast(1.2)),
    ("loaded-asyncio", "With ten times the requests, asyncio's answer takes at least 1.5 times as long as tokio's, in the median of the open loop.", "many-asyncio-open-p50", "many-tokio-open-p50", AtLeast(1.5)),
    ("loaded-tail", "With ten times the requests, asyncio's 99th percentile in the open loop is at least three times that of the closed loop, where the client slows down with the server.", "many-asyncio-open-p99", "many-asyncio-closed-p99", AtLeast(3.0)),
];

pub fn add(suite: Suite) -> Suite {
    CLAIMS.into_iter().fold(
        suite,
        |suite, (id, sentence, numerator, denominator, bound)| {
            suite.claim(id, sentence, numerator, denominator, bound)
        },
    )
}
