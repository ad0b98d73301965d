//! Coordinated omission: requests to a server that stalls, timed in a closed loop and in an open one.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use measure::open_loop::{self, Arrival};
use measure::{Bound, Candidate, Suite};

use crate::statistic::Statistic;

/// Requests in an experiment. One of them meets the stall.
const REQUESTS: usize = 200;
const STALL: Duration = Duration::from_millis(10);
/// Requests a second in the open loop.
const RATE: u32 = 2000;
/// A percentile is returned so many times over, and divided by them again, so that the sampler takes few experiments for a sample: each
/// is many requests long.
const SCALE: u32 = 2000;

/// The way the requests are sent.
type Send = fn(mpsc::Sender<Arrival>) -> Vec<u64>;

const CLOSED: Send = |server| open_loop::closed(REQUESTS, |request| hand(&server, request));
const OPEN: Send = |server| open_loop::open(REQUESTS, RATE, |request| hand(&server, request));

/// Adds them to the suite.
pub fn candidates(suite: Suite) -> Suite {
    let (group, unit) = ("A server that stalls: the 99th percentile", "one request");
    let row = |candidate: Candidate, send: Send, stall: Duration| {
        candidate
            .group(group, unit)
            .items(SCALE.into())
            .timed(move |n| {
                (0..n)
                    .map(|_| Statistic::Percentile99.of(experiment(send, stall)) * SCALE)
                    .sum()
            })
    };
    let peer = |id: &str, name: &str| {
        Candidate::peer(id, name)
            .group(group, unit)
            .items(SCALE.into())
            .above("steady-open")
    };
    suite
        .candidate(row(
            Candidate::floor("steady-open", "open loop, no stall").beside("python-open"),
            OPEN,
            Duration::ZERO,
        ))
        .candidate(row(
            Candidate::ours("stall-closed", "closed loop, one stall")
                .above("steady-open")
                .beside("python-closed"),
            CLOSED,
            STALL,
        ))
        .candidate(row(
            Candidate::ours("stall-open", "open loop, one stall")
                .above("steady-open")
                .beside("python-open"),
            OPEN,
            STALL,
        ))
        .candidate(peer("python-closed", "Python: closed loop, one stall"))
        .candidate(peer("python-open", "Python: open loop, one stall"))
}

/// Adds what is claimed of them.
pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "omission",
            "An open loop sees the stall in its 99th percentile, a closed loop does not.",
            "stall-open",
            "stall-closed",
            Bound::AtLeast(20.0),
        )
        .claim(
            "python-omission",
            "In Python, too, an open loop sees the stall in its 99th percentile, and a closed loop does not.",
            "python-open",
            "python-closed",
            Bound::AtLeast(10.0),
        )
}

fn hand(server: &mpsc::Sender<Arrival>, request: Arrival) {
    server.send(request).expect("the server lives");
}

/// Starts a server, sends it all requests and says what each took.
fn experiment(send: Send, stall: Duration) -> Vec<Duration> {
    let (requests, received) = mpsc::channel::<Arrival>();
    let server = thread::spawn(move || {
        for (number, request) in received.iter().enumerate() {
            if number == REQUESTS / 2 {
                thread::sleep(stall);
            }
            request.here();
        }
    });
    let nanoseconds = send(requests);
    server.join().expect("the server does not panic");
    nanoseconds.into_iter().map(Duration::from_nanos).collect()
}
