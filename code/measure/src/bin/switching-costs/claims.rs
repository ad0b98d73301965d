//! What is claimed. The bounds are orders, with a margin: they have to hold on machines nobody here has seen.

use measure::{Bound, Suite};

use Bound::{AtLeast, AtMost};

type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Bound,
);

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    WITHIN
        .into_iter()
        .chain(WAKES)
        .chain(MESSAGES)
        .chain(SPINNING)
        .chain(AFTER)
        .fold(
            suite,
            |suite, (id, sentence, numerator, denominator, bound)| {
                suite.claim(id, sentence, numerator, denominator, bound)
            },
        )
}

const WITHIN: [Row; 6] = [
    (
        "syscall-vs-coroutine",
        "To go into the kernel and back costs at least five switches between two stacks.",
        "syscall",
        "coroutine",
        AtLeast(5.0),
    ),
    (
        "futex-vs-tokio",
        "A thread that wakes another on its core costs at least three switches of tokio's tasks.",
        "futex-one-core",
        "tokio",
        AtLeast(3.0),
    ),
    (
        "asyncio-vs-tokio",
        "asyncio's switch of tasks costs at least five of tokio's.",
        "python-asyncio",
        "tokio",
        AtLeast(5.0),
    ),
    (
        "asyncio-vs-futex",
        "asyncio's switch of tasks costs at least a quarter more than a bare hand-off between two threads on one core.",
        "python-asyncio",
        "futex-one-core",
        AtLeast(1.25),
    ),
    (
        "asyncio-vs-lock",
        "asyncio's switch of tasks costs less than a hand-off by a Lock between two threads of Python on one core.",
        "python-asyncio",
        "python-lock",
        AtMost(0.95),
    ),
    (
        "greenlet-vs-coroutine",
        "greenlet's switch costs at least twenty of corosensei's.",
        "python-greenlet",
        "coroutine",
        AtLeast(20.0),
    ),
];

const WAKES: [Row; 6] = [
    (
        "two-cores-vs-one-core",
        "To hand over to another core costs at least half as much again as to stay on one.",
        "futex-two-cores",
        "futex-one-core",
        AtLeast(1.5),
    ),
    (
        "awake-vs-one-core",
        "To hand over to another core costs at least half as much again even if that core is kept awake.",
        "futex-two-cores-awake",
        "futex-one-core",
        AtLeast(1.5),
    ),
    (
        "idle-1-ms-vs-one-core",
        "A wake on a core that has idled for a millisecond costs at least four on the waker's own.",
        "idle-1-ms",
        "futex-one-core",
        AtLeast(4.0),
    ),
    (
        "idle-10-ms-vs-one-core",
        "A wake on a core that has idled for ten milliseconds costs at least ten on the waker's own.",
        "idle-10-ms",
        "futex-one-core",
        AtLeast(10.0),
    ),
    (
        "idle-10-ms-vs-two-cores",
        "A wake on a core that has idled for ten milliseconds costs at least half as much again as a hand-off to another core in a ping-pong.",
        "idle-10-ms",
        "futex-two-cores",
        AtLeast(1.5),
    ),
    (
        "processes-vs-threads",
        "On one core a hand-off to another process costs at most half as much again as to another thread.",
        "processes",
        "futex-one-core",
        AtMost(1.5),
    ),
];

const MESSAGES: [Row; 7] = [
    (
        "channel-vs-futex",
        "On one core a message through std's channel costs at most three bare hand-offs.",
        "channel-one-core",
        "futex-one-core",
        AtMost(3.0),
    ),
    (
        "crossbeam-vs-channel-two-cores",
        "On two cores a message through crossbeam's channel, which looks again before it sleeps, costs at most half as much as through std's.",
        "crossbeam-two-cores",
        "channel-two-cores",
        AtMost(0.5),
    ),
    (
        "crossbeam-vs-channel-one-core",
        "It loses: on one core a message through crossbeam's channel costs at least 1.1 times as much as through std's.",
        "crossbeam-one-core",
        "channel-one-core",
        AtLeast(1.1),
    ),
    (
        "queue-vs-channel",
        "On one core Python's queue costs at least twice what std's channel does.",
        "python-queue-one-core",
        "channel-one-core",
        AtLeast(2.0),
    ),
    (
        "queue-two-cores",
        "On two cores Python's queue costs at least a quarter more than on one.",
        "python-queue-two-cores",
        "python-queue-one-core",
        AtLeast(1.25),
    ),
    (
        "pipe-vs-processes",
        "Through a pipe a process hands over at most at twice the cost of a futex in shared memory.",
        "pipe-one-core",
        "processes",
        AtMost(2.0),
    ),
    (
        "workers-vs-runtimes",
        "Two tasks on one runtime of two workers hand over at most at a fifth of the cost of two on runtimes of their own.",
        "tokio-two-workers",
        "tokio-two-runtimes",
        AtMost(0.2),
    ),
];

const SPINNING: [Row; 3] = [
    (
        "futex-vs-cache-line",
        "A wake on the same core costs at least three hand-offs between two cores that both spin.",
        "futex-one-core",
        "cache-line",
        AtLeast(3.0),
    ),
    (
        "spin-vs-futex",
        "It loses: to spin for a thread of one's own core costs at least two hundred wakes.",
        "spin-one-core",
        "futex-one-core",
        AtLeast(200.0),
    ),
    (
        "yield-vs-futex",
        "With sched_yield between the looks, spinning for a thread of one's own core costs no more than a wake.",
        "spin-yield-one-core",
        "futex-one-core",
        AtMost(1.0),
    ),
];

const AFTER: [Row; 3] = [
    (
        "switch-vs-again",
        "Two threads that take turns on a core, each reading its MiB, take at least half as long again for a turn as one thread that reads the same MiB each time.",
        "switch-1-mib",
        "again-1-mib",
        AtLeast(1.5),
    ),
    (
        "both-vs-again",
        "One thread that reads two MiB in turns takes at least half as long again for a turn as one that reads the same MiB each time.",
        "both-1-mib",
        "again-1-mib",
        AtLeast(1.5),
    ),
    (
        "switch-vs-both",
        "Two threads that take turns on a core, each reading its MiB, take at most twice as long as one thread that reads both.",
        "switch-1-mib",
        "both-1-mib",
        AtMost(2.0),
    ),
];
