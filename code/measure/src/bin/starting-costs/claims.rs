//! What is claimed. The bounds are orders, with a margin: they have to hold on machines nobody here has seen.

use measure::{Bound, Suite};

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    use Bound::{AtLeast, AtMost};
    let rows = [
        (
            "process-vs-thread",
            "A process costs at least five threads.",
            "command",
            "thread-spawn",
            AtLeast(5.0),
        ),
        (
            "thread-vs-task",
            "A thread costs at least twenty tasks on the current thread.",
            "thread-spawn",
            "tokio-current-thread",
            AtLeast(20.0),
        ),
        (
            "outside-vs-worker",
            "A task given to the workers from outside costs at least three of those a worker gives itself.",
            "tokio-outside",
            "tokio-worker",
            AtLeast(3.0),
        ),
        (
            "scope-vs-spawn",
            "A scope makes a thread no dearer.",
            "thread-scope",
            "thread-spawn",
            AtMost(1.5),
        ),
        (
            "fork-vs-vfork",
            "fork costs more than a child that borrows its parent's memory.",
            "fork",
            "vfork",
            AtLeast(1.2),
        ),
        (
            "fork-grows",
            "With 256 MiB resident, fork costs at least ten times what it does in a small process.",
            "fork-256-mib",
            "fork",
            AtLeast(10.0),
        ),
        (
            "subprocess-vs-command",
            "Starting the same program from Python costs at most twice what it does from Rust: the kernel does the work.",
            "python-subprocess",
            "command",
            AtMost(2.0),
        ),
        (
            "python-thread-vs-thread",
            "Python's thread costs at least one and a half times Rust's.",
            "python-thread",
            "thread-spawn",
            AtLeast(1.5),
        ),
        (
            "create-task-vs-task",
            "asyncio's task costs at least five of tokio's.",
            "python-task",
            "tokio-current-thread",
            AtLeast(5.0),
        ),
        (
            "spawn-vs-fork",
            "multiprocessing's spawn costs at least ten of its forks.",
            "python-process-spawn",
            "python-process-fork",
            AtLeast(10.0),
        ),
        (
            "other-core-vs-same-core",
            "Waking a thread on another core costs at least twice what it does on the same core.",
            "wake-other-core",
            "wake-same-core",
            AtLeast(2.0),
        ),
        (
            "one-core-vs-anywhere",
            "Kept on its starter's core, a thread costs no more than where the kernel likes.",
            "thread-one-core",
            "thread-spawn",
            AtMost(1.0),
        ),
        (
            "stackful-vs-task",
            "A stackful coroutine costs at least five tokio tasks to start: it has to get a stack.",
            "stackful",
            "tokio-current-thread",
            AtLeast(5.0),
        ),
        (
            "blocking-vs-task",
            "A call handed to a blocking thread and awaited costs at least five tasks that stay.",
            "spawn-blocking",
            "tokio-current-thread",
            AtLeast(5.0),
        ),
        (
            "to-thread-vs-blocking",
            "asyncio.to_thread costs at least twice what spawn_blocking does.",
            "python-to-thread",
            "spawn-blocking",
            AtLeast(2.0),
        ),
        (
            "split-vs-loop",
            "Left to split the range by itself, rayon costs at most three plain loops.",
            "rayon-split",
            "plain-loop",
            AtMost(3.0),
        ),
        (
            "tiny-vs-loop",
            "A rayon spawn for each addition costs at least fifty times a plain loop.",
            "rayon-spawn-tiny",
            "plain-loop",
            AtLeast(50.0),
        ),
        (
            "task-each-vs-loop",
            "A tokio task for each addition costs at least a hundred times a plain loop.",
            "tokio-tiny",
            "plain-loop",
            AtLeast(100.0),
        ),
        (
            "thread-each-vs-loop",
            "A thread for each addition costs at least five thousand times a plain loop.",
            "thread-tiny",
            "plain-loop",
            AtLeast(5000.0),
        ),
    ];
    rows.into_iter().fold(
        suite,
        |suite, (id, sentence, numerator, denominator, bound)| {
            suite.claim(id, sentence, numerator, denominator, bound)
        },
    )
}
