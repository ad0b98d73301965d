//! What is claimed. Bounds leave a margin for other machines.

use measure::Bound::{AtLeast, AtMost};
use measure::Suite;

#[rustfmt::skip]
pub fn add(suite: Suite) -> Suite {
    let suite = suite
        .claim("thread-vs-task", "A thread takes at least thirty times what a tokio task does.", "thread", "tokio", AtLeast(30.0))
        .claim("command-vs-thread", "A process that executes a program takes at least four times what a thread does.", "command", "thread", AtLeast(4.0))
        .claim("stack-size", "A thread with a small stack takes at least three quarters of what one with a large stack does.", "thread-64-kib", "thread", AtLeast(0.75))
        .claim("deep-vs-thread", "A thread whose stack was once deep takes at least twice as much as one whose was not.", "thread-deep", "thread", AtLeast(2.0))
        .claim("written-vs-forked", "A forked child that has written to its memory takes at least ten times what one does that has not.", "fork-written", "fork-16-mib", AtLeast(10.0))
        .claim("spawn-vs-fork", "multiprocessing by spawn takes at least twice as much as by fork.", "python-spawn", "python-fork", AtLeast(2.0))
        .claim("python-spawn-vs-command", "A spawned Python process takes at least five times what a Rust process does.", "python-spawn", "command", AtLeast(5.0));
    let suite = suite
        .claim("array-vs-task", "A task with an array across its await takes at least eight times what one without it does.", "tokio-array", "tokio", AtLeast(8.0))
        .claim("before-vs-task", "An array whose scope ends before the await adds next to nothing to its task.", "tokio-before", "tokio", AtMost(1.3))
        .claim("rare-vs-boxed", "A branch that is not taken takes at least eight times as much inline as in a box.", "tokio-rare", "tokio-boxed", AtLeast(8.0))
        .claim("asyncio-vs-tokio", "An asyncio task takes at least twice what a tokio task does.", "python-asyncio", "tokio", AtLeast(2.0))
        .claim("generator-vs-task", "A coroutine with a stack takes at least eight times what a tokio task does.", "generator", "tokio", AtLeast(8.0))
        .claim("gevent-vs-generator", "gevent's greenlet, which has no C stack of its own, takes at least two thirds of what a coroutine with a stack does.", "python-gevent", "generator", AtLeast(0.66))
        .claim("job-vs-task", "A job in rayon's queue takes less than two thirds of a task of our executor.", "rayon", "executor", AtMost(0.66))
        .claim("thread-vs-generator", "A thread takes at least twice what a coroutine with a stack does.", "thread", "generator", AtLeast(2.0));
    suite
        .claim("freed", "Of blocks of a KiB that were all freed, less than a tenth stays with the process.", "kib-freed", "kib", AtMost(0.1))
        .claim("sparse", "Of blocks of a KiB that were freed but for one in a hundred, at least nine tenths stay.", "kib-sparse", "kib", AtLeast(0.9))
        .claim("trimmed", "After malloc_trim, less than a third stays of what one kept block in a hundred held back.", "kib-trimmed", "kib-sparse", AtMost(0.33))
        .claim("python-sparse-stays", "In Python, where one block in a hundred is kept, at least nine tenths stay as well.", "python-sparse", "kib", AtLeast(0.9))
        .claim("first-vs-again", "The first touch of a page costs at least ten times what a later one does.", "page-first", "page-again", AtLeast(10.0))
        .claim("vec-vs-fill", "A Vec that is allocated, filled and dropped costs less than twice the filling.", "vec-mib", "fill", AtMost(2.0))
        .claim("map-vs-vec", "A MiB that is mapped anew costs at least twice what one does that the allocator kept.", "map-mib", "vec-mib", AtLeast(2.0))
}
