//! What is claimed. Those of a gain hold where there are two cores; none asks for all of the second.

use measure::{Bound, Suite};

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    use Bound::{AtLeast, AtMost};
    let rows = [
        (
            "two-lists-gain",
            "Two cores, each with a list of its own, check words at least one and a half times as fast as one.",
            "sequential",
            "two-lists",
            AtLeast(1.5),
        ),
        (
            "threads-at-2",
            "Two threads are at least 1.4 times as fast as one.",
            "threads-1",
            "threads-2",
            AtLeast(1.4),
        ),
        (
            "threads-64-vs-2",
            "Sixty-four threads take at most twice as long as two.",
            "threads-64",
            "threads-2",
            AtMost(2.0),
        ),
        (
            "rayon-vs-loop",
            "`par_iter` takes at most three quarters of the loop's time.",
            "rayon",
            "sequential",
            AtMost(0.75),
        ),
        (
            "pool-vs-loop",
            "The pool of two threads, with sixteen words to a task, takes at most three quarters of the loop's time.",
            "pool",
            "sequential",
            AtMost(0.75),
        ),
        (
            "processes-vs-loop",
            "The pool of two processes takes at most three quarters of the loop's time.",
            "processes-2",
            "sequential",
            AtMost(0.75),
        ),
        (
            "tasks-one-vs-loop",
            "It loses: tasks on one thread take at least four fifths of the loop's time.",
            "tasks-one",
            "sequential",
            AtLeast(0.8),
        ),
        (
            "tasks-two-vs-loop",
            "Tasks on two workers take at most three quarters of the loop's time.",
            "tasks-two",
            "sequential",
            AtMost(0.75),
        ),
        (
            "oneshot-vs-loop",
            "A task that hands the list to rayon and awaits the answer takes at most three quarters of the loop's time.",
            "oneshot",
            "sequential",
            AtMost(0.75),
        ),
        (
            "python-vs-rust",
            "Python's loop takes at least fifty times as long as Rust's.",
            "python-sequential",
            "sequential",
            AtLeast(50.0),
        ),
        (
            "python-threads-vs-loop",
            "It loses: two Python threads take at least nine tenths of the time of Python's loop.",
            "python-threads",
            "python-sequential",
            AtLeast(0.9),
        ),
        (
            "python-processes-vs-loop",
            "Two Python processes take at most four fifths of the time of Python's loop.",
            "python-processes-2",
            "python-sequential",
            AtMost(0.8),
        ),
        (
            "python-processes-vs-rust",
            "Two Python processes take at least twenty times what one thread of Rust takes.",
            "python-processes-2",
            "sequential",
            AtLeast(20.0),
        ),
        (
            "python-object-vs-chunks",
            "It loses: a method of a large object, which is sent along with each chunk, takes at least one and a half times as long as a function.",
            "python-object",
            "python-executor-chunks",
            AtLeast(1.5),
        ),
        (
            "sorted-shares-vs-rayon",
            "Where the long words stand at the end, equal shares take at least 1.05 times as long as `par_iter`.",
            "sorted-shares",
            "sorted-rayon",
            AtLeast(1.05),
        ),
        (
            "text-at-2",
            "A text whose words one thread counts is at least 1.2 times as fast with two threads.",
            "text-1",
            "text-2",
            AtLeast(1.2),
        ),
        (
            "count-share",
            "Where one thread counts the words of the text, the counting is at most two fifths of the whole.",
            "count",
            "text-1",
            AtMost(0.4),
        ),
        (
            "processes-words-1-vs-16",
            "It loses: one word at a time, the pool of processes takes at least one and a half times as long as with sixteen.",
            "processes-words-1",
            "processes-2",
            AtLeast(1.5),
        ),
        (
            "processes-words-1-vs-loop",
            "It loses: one word at a time, two processes are no faster than the loop.",
            "processes-words-1",
            "sequential",
            AtLeast(1.0),
        ),
        (
            "pool-words-1-vs-loop",
            "One word at a time, the pool of threads takes at most 1.2 times the loop's time.",
            "pool-words-1",
            "sequential",
            AtMost(1.2),
        ),
        (
            "lookup-pool-1-vs-loop",
            "It loses: a task for each lookup takes at least twice as long as the loop.",
            "lookup-pool-1",
            "lookup",
            AtLeast(2.0),
        ),
        (
            "lookup-pool-1024-vs-loop",
            "A thousand lookups to a task take at most nine tenths of the loop's time.",
            "lookup-pool-1024",
            "lookup",
            AtMost(0.9),
        ),
        (
            "lookup-rayon-vs-loop",
            "`par_iter` as it cuts by itself looks words up in at most nine tenths of the loop's time.",
            "lookup-rayon",
            "lookup",
            AtMost(0.9),
        ),
        (
            "lookup-rayon-1-vs-rayon",
            "Cut into single lookups, `par_iter` takes at least one and a half times as long as when it cuts by itself.",
            "lookup-rayon-1",
            "lookup-rayon",
            AtLeast(1.5),
        ),
        (
            "python-lookup-executor-vs-loop",
            "It loses: `ProcessPoolExecutor.map`, a lookup at a time, takes at least a hundred times as long as Python's loop.",
            "python-lookup-executor",
            "python-lookup",
            AtLeast(100.0),
        ),
        (
            "python-executor-vs-loop",
            "For the nearest word, `ProcessPoolExecutor.map` takes at most nine tenths of the time of Python's loop.",
            "python-executor",
            "python-sequential",
            AtMost(0.9),
        ),
        (
            "few-threads-vs-loop",
            "It loses: for four words, two threads take at least one and a half times as long as the loop.",
            "few-threads",
            "few",
            AtLeast(1.5),
        ),
    ];
    rows.into_iter().fold(
        suite,
        |suite, (id, sentence, numerator, denominator, bound)| {
            suite.claim(id, sentence, numerator, denominator, bound)
        },
    )
}
