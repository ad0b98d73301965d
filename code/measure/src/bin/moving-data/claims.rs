//! What is claimed. The bounds are orders, with a margin: they have to hold on machines nobody here has seen.

use measure::{Bound, Suite};

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    use Bound::{AtLeast, AtMost};
    let rows = [
        (
            "trip-vs-stream",
            "On one core, there and back through two channels costs at least twenty messages of a stream.",
            "channel-trip-one",
            "std-one",
            AtLeast(20.0),
        ),
        (
            "two-cores-vs-one",
            "There and back through two channels costs at least half as much again on two cores as on one.",
            "channel-trip-two",
            "channel-trip-one",
            AtLeast(1.5),
        ),
        (
            "pipe-two-vs-one",
            "There and back through two pipes costs at least half as much again on two cores as on one.",
            "pipe-trip-two",
            "pipe-trip-one",
            AtLeast(1.5),
        ),
        (
            "socket-two-vs-one",
            "There and back through a Unix socket costs at least half as much again on two cores as on one.",
            "socket-trip-two",
            "socket-trip-one",
            AtLeast(1.5),
        ),
        (
            "ring-two-vs-one",
            "There and back through two rings costs at least half as much again on two cores as on one.",
            "ring-trip-two",
            "ring-trip-one",
            AtLeast(1.5),
        ),
        (
            "idle-vs-two-cores",
            "To a core that has been idle for a millisecond, a trip costs at least a quarter more than in rapid succession.",
            "channel-trip-idle",
            "channel-trip-two",
            AtLeast(1.25),
        ),
        (
            "queue-vs-channel",
            "A message through queue.Queue costs at least ten through std's channel, both on two cores.",
            "python-queue",
            "std",
            AtLeast(10.0),
        ),
        (
            "pipe-vs-buffered",
            "A write for each 8 bytes costs at least ten times what a BufWriter does.",
            "pipe",
            "pipe-buffered",
            AtLeast(10.0),
        ),
        (
            "page-vs-small",
            "Through a pipe that one thread writes and reads, a page costs at most twice what 8 bytes do.",
            "pipe-alone-page",
            "pipe-alone",
            AtMost(2.0),
        ),
        (
            "pipe-vs-ring",
            "A message of 8 bytes through a pipe costs at least five through the ring.",
            "pipe",
            "ring",
            AtLeast(5.0),
        ),
        (
            "pipe-vs-socket-block",
            "1 MiB at a time, a pipe costs more than a Unix socket.",
            "pipe-block",
            "socket-block",
            AtLeast(1.0),
        ),
        (
            "filled-vs-moved",
            "A block of 1 MiB that is filled and read costs at least ten times the handing over of its Vec.",
            "filled",
            "moved",
            AtLeast(10.0),
        ),
        (
            "pipe-vs-filled",
            "Through a pipe the block costs at least half as much again as copied into a Vec and out of it.",
            "pipe-block",
            "filled",
            AtLeast(1.5),
        ),
        (
            "process-queue-vs-shared-memory",
            "Through multiprocessing.Queue the block costs at least three times what it does through SharedMemory.",
            "python-process-queue-block",
            "python-shared-memory",
            AtLeast(3.0),
        ),
        (
            "memory-vs-cache",
            "A memcpy out of main memory costs at least one and a half out of the cache.",
            "memcpy-memory",
            "memcpy",
            AtLeast(1.5),
        ),
        (
            "each-vs-loop",
            "It loses: a message for each number that is to be added costs at least fifty times a plain loop.",
            "each",
            "loop",
            AtLeast(50.0),
        ),
        (
            "each-vs-few",
            "One number in a message costs at least a quarter more than one of 64 in a message.",
            "each",
            "few",
            AtLeast(1.25),
        ),
        (
            "many-vs-loop",
            "It loses still: 4096 in a message cost at least twice the plain loop.",
            "many",
            "loop",
            AtLeast(2.0),
        ),
    ];
    rows.into_iter().fold(
        suite,
        |suite, (id, sentence, numerator, denominator, bound)| {
            suite.claim(id, sentence, numerator, denominator, bound)
        },
    )
}
