//! Which numbers are worth knowing, and where each is measured.

/// A figure of a suite's record.
pub struct Number {
    /// The suite, which is a chapter and a binary.
    pub suite: &'static str,
    /// Of the candidate, or of what is held.
    pub id: &'static str,
    /// What it is called among the others.
    pub name: &'static str,
}

const fn number(suite: &'static str, id: &'static str, name: &'static str) -> Number {
    Number { suite, id, name }
}

/// Times, in groups. Within its group a number stands where its median puts it.
pub const NUMBERS: &[(&str, &[Number])] = &[
    (
        "On one core, in user space",
        &[
            number("starting-costs", "plain-loop", "an addition in a loop"),
            number("an-event-loop", "call", "a call through a pointer"),
            number(
                "contention",
                "add-relaxed",
                "fetch_add, nobody else wants it",
            ),
            number("contention", "mutex", "a Mutex, nobody else wants it"),
            number("the-gil", "arc", "an Arc cloned and dropped"),
            number("memory", "box-64", "64 bytes allocated and freed"),
            number("switching-costs", "coroutine", "from one stack to another"),
            number("how-to-measure", "clock", "reading the clock"),
            number("switching-costs", "tokio", "from one tokio task to another"),
            number(
                "starting-costs",
                "tokio-current-thread",
                "a tokio task, spawned and awaited",
            ),
            number(
                "starting-costs",
                "python-loop",
                "Python: an addition in a loop",
            ),
            number(
                "contention",
                "python-lock",
                "Python: a Lock, nobody else wants it",
            ),
            number(
                "switching-costs",
                "python-greenlet",
                "from one greenlet to another",
            ),
            number(
                "switching-costs",
                "python-asyncio",
                "from one asyncio task to another",
            ),
            number(
                "starting-costs",
                "python-task",
                "an asyncio task, created and awaited",
            ),
        ],
    ),
    (
        "Into the kernel",
        &[
            number("starting-costs", "syscall", "an empty system call"),
            number("memory", "page-first", "a page touched for the first time"),
            number(
                "moving-data",
                "pipe-alone",
                "8 bytes into a pipe and out again",
            ),
            number("io-bound", "file-std", "a small file read, cached"),
            number(
                "io-bound",
                "python-file",
                "Python: a small file read, cached",
            ),
        ],
    ),
    (
        "Between two cores",
        &[
            number("contention", "load-two", "an atomic that both only load"),
            number("contention", "shared", "fetch_add, both want it"),
            number("contention", "mutex-two-cores", "a Mutex, both want it"),
            number("switching-costs", "cache-line", "a cache line handed over"),
        ],
    ),
    (
        "A sleeper is woken",
        &[
            number("switching-costs", "futex-one-core", "on the same core"),
            number(
                "switching-costs",
                "futex-two-cores",
                "on a core idle for a moment",
            ),
            number("switching-costs", "idle-1-ms", "on a core idle for 1 ms"),
            number("switching-costs", "idle-10-ms", "on a core idle for 10 ms"),
            number(
                "switching-costs",
                "python-queue-two-cores",
                "Python: queue.Queue, two cores",
            ),
        ],
    ),
    (
        "A message in a stream, two cores",
        &[
            number("moving-data", "ring", "8 bytes, a ring in shared memory"),
            number("moving-data", "crossbeam", "8 bytes, crossbeam's channel"),
            number("moving-data", "std", "8 bytes, std's channel"),
            number("moving-data", "pipe", "8 bytes, a pipe"),
            number("moving-data", "memcpy-page", "4 KiB copied, one core"),
            number("moving-data", "pipe-page", "4 KiB, a pipe"),
            number("moving-data", "memcpy", "1 MiB copied, one core"),
            number("moving-data", "pipe-block", "1 MiB, a pipe"),
            number("moving-data", "python-queue", "8 bytes, queue.Queue"),
            number(
                "moving-data",
                "python-process-queue",
                "8 bytes, multiprocessing.Queue",
            ),
            number(
                "moving-data",
                "python-process-queue-block",
                "1 MiB, multiprocessing.Queue",
            ),
        ],
    ),
    (
        "Asked and answered",
        &[
            number("a-thread-pool", "submit-result", "our ThreadPool"),
            number("starting-costs", "spawn-blocking", "tokio's spawn_blocking"),
            number("a-process-pool", "apply", "our ProcessPool"),
            number("io-bound", "two-threads", "two threads, a socket"),
            number("starting-costs", "python-to-thread", "asyncio.to_thread"),
            number(
                "a-thread-pool",
                "python-submit-result",
                "ThreadPoolExecutor",
            ),
            number(
                "a-process-pool",
                "python-pool-apply",
                "multiprocessing.Pool",
            ),
        ],
    ),
    (
        "Started and ended",
        &[
            number(
                "starting-costs",
                "stackful",
                "a coroutine with a stack of its own",
            ),
            number("starting-costs", "thread-spawn", "a thread"),
            number("starting-costs", "python-thread", "Python: a thread"),
            number("starting-costs", "vfork", "a child that borrows our memory"),
            number("starting-costs", "fork", "a child by fork"),
            number("starting-costs", "command", "a program"),
            number(
                "starting-costs",
                "python-process-fork",
                "Python: a process, by fork",
            ),
            number(
                "starting-costs",
                "python-process-spawn",
                "Python: a process, by spawn",
            ),
        ],
    ),
];

/// What is held in memory.
pub const MEMORIES: &[Number] = &[
    number("memory", "tokio", "a tokio task"),
    number("memory", "python-asyncio", "Python: an asyncio task"),
    number("memory", "python-greenlet", "Python: a greenlet"),
    number("memory", "generator", "a coroutine with a stack of its own"),
    number("memory", "thread", "a thread"),
    number("memory", "python-thread", "Python: a thread"),
    number("memory", "command", "a Rust program"),
    number("memory", "python-fork", "Python: a process, by fork"),
    number("memory", "python-spawn", "Python: a process, by spawn"),
];

/// What several suites measure with code that does the same, each in its own run.
pub struct Yardstick {
    /// What it is.
    pub name: &'static str,
    /// The suites, with the candidate of each, and how many of it one item of the candidate holds.
    pub runs: &'static [(&'static str, &'static str, u32)],
}

const fn yardstick(
    name: &'static str,
    runs: &'static [(&'static str, &'static str, u32)],
) -> Yardstick {
    Yardstick { name, runs }
}

/// The yardsticks, the shortest first.
pub const YARDSTICKS: &[Yardstick] = &[
    yardstick(
        "a Mutex, nobody else wants it",
        &[
            ("a-thread-pool", "mutex", 1),
            ("contention", "mutex", 1),
            ("the-gil", "mutex", 1),
        ],
    ),
    yardstick(
        "an empty system call",
        &[
            ("starting-costs", "syscall", 1),
            ("switching-costs", "syscall", 1),
        ],
    ),
    yardstick(
        "from one greenlet to another",
        &[
            ("an-event-loop", "python-greenlet", 2),
            ("switching-costs", "python-greenlet", 1),
        ],
    ),
    yardstick(
        "8 bytes into a pipe and out again",
        &[
            ("a-process-pool", "through-a-pipe", 1),
            ("moving-data", "pipe-alone", 1),
        ],
    ),
    yardstick(
        "a sleeper woken, on the same core",
        &[
            ("moving-data", "wake-one", 2),
            ("starting-costs", "wake-same-core", 1),
            ("switching-costs", "park", 1),
        ],
    ),
    yardstick(
        "on another core, idle for a moment",
        &[
            ("moving-data", "wake-two", 2),
            ("starting-costs", "wake-other-core", 1),
        ],
    ),
    yardstick(
        "wherever the kernel puts it",
        &[
            ("a-thread-pool", "two-wake-ups", 2),
            ("shared-memory", "futex-trip", 2),
            ("starting-costs", "wake", 1),
        ],
    ),
    yardstick(
        "on another core, idle for 1 ms",
        &[
            ("starting-costs", "wake-idle", 1),
            ("switching-costs", "idle-1-ms", 1),
        ],
    ),
];
