//! What it costs to hand a small task to another process: one at a time, and many. Workers are started for each sample, off the clock.

use std::env;
use std::hint::black_box;
use std::io::{Read, Write, pipe};
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use code::process::pool::{Builder, Job, ProcessPool};
use measure::{Bound, Candidate, Suite};
use serde::Serialize;
use serde::de::DeserializeOwned;

const SQUARE: Job<u64, u64> = Job::new("square", |n| n.wrapping_mul(n));
const SQUARES: Job<Vec<u64>, Vec<u64>> = Job::new("squares", |batch| {
    batch.into_iter().map(|n| n.wrapping_mul(n)).collect()
});

/// The name under which this program squares eight bytes after eight bytes, with nothing of a pool about it.
const ECHO: &str = "bare-pipe";

/// Tasks of one stream.
const STREAM: u64 = 2000;
/// Numbers in a task that carries many.
const BATCH: u64 = 64;

fn main() -> ExitCode {
    SQUARE.serve();
    SQUARES.serve();
    if env::args().next().as_deref() == Some(ECHO) {
        serve_bare_pipe();
        return ExitCode::SUCCESS;
    }
    let suite = Suite::new(
        "a-process-pool",
        "What a task costs that another process does",
    )
    .python("a_process_pool.py");
    measure::run(claims(streams(round_trips(suite))))
}

fn round_trips(suite: Suite) -> Suite {
    let (group, unit) = ("One task, and wait for its answer", "one task answered");
    suite
        .candidate(
            Candidate::floor(
                "pipe-round-trip",
                "eight bytes to a child and back, two pipes",
            )
            .group(group, unit)
            .timed(|n| {
                let mut peer = BarePipe::start();
                timed(n, |number| peer.ask(number))
            }),
        )
        .candidate(
            Candidate::ours("apply", "ProcessPool::apply")
                .group(group, unit)
                .above("pipe-round-trip")
                .beside("python-pool-apply")
                .timed(|n| {
                    with_pool(ProcessPool::builder(SQUARE).workers(1), |pool| {
                        timed(n, |number| {
                            assert_eq!(pool.apply(number), Ok(number.wrapping_mul(number)))
                        })
                    })
                }),
        )
        .candidate(
            peer(
                "python-connection",
                "a Process and a Pipe, by hand",
                group,
                unit,
            )
            .above("pipe-round-trip"),
        )
        .candidate(
            peer(
                "python-pool-apply",
                "multiprocessing.Pool.apply",
                group,
                unit,
            )
            .above("pipe-round-trip"),
        )
        .candidate(
            peer(
                "python-executor-submit",
                "ProcessPoolExecutor.submit",
                group,
                unit,
            )
            .above("pipe-round-trip"),
        )
}

fn streams(suite: Suite) -> Suite {
    let (group, unit) = ("Many tasks for two workers", "one task");
    let stream = |id: &str, name: &str, ahead: usize| {
        Candidate::ours(id, name)
            .group(group, unit)
            .items(STREAM)
            .above("through-a-pipe")
            .beside("python-imap")
            .timed(move |n| {
                with_pool(
                    ProcessPool::builder(SQUARE).workers(2).ahead(ahead),
                    |pool| {
                        timed(n, |_| {
                            let answered = pool
                                .unordered(0..STREAM)
                                .filter(|done| done.result.is_ok())
                                .count();
                            assert_eq!(answered as u64, STREAM);
                        })
                    },
                )
            })
    };
    suite
        .candidate(
            Candidate::floor("plain-call", "the function itself")
                .group(group, unit)
                .items(STREAM)
                .each(|| {
                    (0..STREAM).for_each(|n| {
                        black_box(black_box(n).wrapping_mul(n));
                    });
                }),
        )
        .candidate(
            Candidate::floor(
                "through-a-pipe",
                "eight bytes into a pipe and out, one process",
            )
            .group(group, unit)
            .prepared(|| {
                let (mut out, mut into) = pipe().expect("a pipe");
                move |n| {
                    (0..n).for_each(|number| {
                        into.write_all(&number.to_le_bytes())
                            .expect("there is room");
                        out.read_exact(&mut [0; 8]).expect("eight bytes are there");
                    });
                }
            }),
        )
        .candidate(stream(
            "stream",
            "ProcessPool, one task with each worker",
            1,
        ))
        .candidate(stream(
            "stream-ahead",
            "ProcessPool, 16 tasks with each worker",
            16,
        ))
        .candidate(
            Candidate::ours("stream-batches", "ProcessPool, 64 numbers in a task")
                .group(group, unit)
                .items(STREAM / BATCH * BATCH)
                .above("through-a-pipe")
                .beside("python-map")
                .timed(|n| {
                    with_pool(ProcessPool::builder(SQUARES).workers(2).ahead(2), |pool| {
                        timed(n, |_| {
                            let batches = (0..STREAM / BATCH)
                                .map(|at| (at * BATCH..(at + 1) * BATCH).collect());
                            let done = pool.unordered(batches);
                            let numbers: usize = done
                                .map(|done| done.result.expect("it squares").len())
                                .sum();
                            assert_eq!(numbers as u64, STREAM / BATCH * BATCH);
                        })
                    })
                }),
        )
        .candidate(
            peer("python-imap", "Pool.imap_unordered", group, unit)
                .items(STREAM)
                .above("through-a-pipe"),
        )
        .candidate(
            peer(
                "python-map",
                "Pool.map, in chunks of its own choice",
                group,
                unit,
            )
            .items(STREAM)
            .above("through-a-pipe"),
        )
        .candidate(
            peer(
                "python-executor-map",
                "ProcessPoolExecutor.map",
                group,
                unit,
            )
            .items(STREAM)
            .above("through-a-pipe"),
        )
}

/// How long `n` of them take, after one that does not count.
fn timed(n: u64, mut operation: impl FnMut(u64)) -> Duration {
    operation(0);
    let start = Instant::now();
    (0..n).for_each(operation);
    start.elapsed()
}

/// Starts a pool for one sample, off the clock, and waits for its workers: the time they used is ours then, and not a stranger's.
fn with_pool<T: Serialize, R: DeserializeOwned>(
    builder: Builder<T, R>,
    measured: impl FnOnce(&mut ProcessPool<T, R>) -> Duration,
) -> Duration {
    let mut pool = builder.start().expect("workers start");
    let time = measured(&mut pool);
    assert!(pool.join().iter().all(|status| status.success()));
    time
}

fn peer(id: &str, name: &str, group: &str, unit: &str) -> Candidate {
    Candidate::peer(id, name).group(group, unit)
}

fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "apply-vs-pipe",
            "A task through the pool takes at most twice as long as eight bytes to a child and back.",
            "apply",
            "pipe-round-trip",
            Bound::AtMost(2.0),
        )
        .claim(
            "pool-apply-vs-apply",
            "`Pool.apply` takes at least ten times as long as the pool.",
            "python-pool-apply",
            "apply",
            Bound::AtLeast(10.0),
        )
        .claim(
            "imap-vs-stream",
            "In a stream, with one task with each worker, `imap_unordered` takes at least twice as long.",
            "python-imap",
            "stream",
            Bound::AtLeast(2.0),
        )
        .claim(
            "imap-vs-stream-ahead",
            "With tasks sent ahead it takes at least ten times as long.",
            "python-imap",
            "stream-ahead",
            Bound::AtLeast(10.0),
        )
        .claim(
            "map-vs-batches",
            "In chunks, `Pool.map` takes at least twice as long as a pool whose tasks are batches.",
            "python-map",
            "stream-batches",
            Bound::AtLeast(2.0),
        )
        .claim(
            "stream-vs-map",
            "It loses: one task at a time, the pool takes at least twice as long as `Pool.map` with its chunks.",
            "stream",
            "python-map",
            Bound::AtLeast(2.0),
        )
        .claim(
            "stream-vs-call",
            "It loses: a task of one multiplication costs at least a hundred times the multiplication.",
            "stream-ahead",
            "plain-call",
            Bound::AtLeast(100.0),
        )
}

/// A child at the other end of two pipes.
struct BarePipe {
    child: Child,
    /// Taken when it is to end.
    ends: Option<(ChildStdin, ChildStdout)>,
}

impl BarePipe {
    fn start() -> Self {
        let mut child = Command::new(env::current_exe().expect("this program"))
            .arg0(ECHO)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let ends = child.stdin.take().zip(child.stdout.take());
        BarePipe { child, ends }
    }

    fn ask(&mut self, number: u64) {
        let (to, from) = self.ends.as_mut().expect("it is not at its end");
        let mut answer = [0; 8];
        to.write_all(&number.to_le_bytes()).expect("it reads");
        from.read_exact(&mut answer).expect("it answers");
        assert_eq!(u64::from_le_bytes(answer), number.wrapping_mul(number));
    }
}

impl Drop for BarePipe {
    fn drop(&mut self) {
        drop(self.ends.take());
        let _ = self.child.wait();
    }
}

/// Answers until its input ends. Files and not `stdin()` and `stdout()`, which would copy the bytes once more.
fn serve_bare_pipe() {
    let file = |end: OwnedFd| std::fs::File::from(end);
    let own = |end: std::os::fd::BorrowedFd<'_>| end.try_clone_to_owned().expect("a descriptor");
    let mut from = file(own(std::os::fd::AsFd::as_fd(&std::io::stdin())));
    let mut to = file(own(std::os::fd::AsFd::as_fd(&std::io::stdout())));
    let mut bytes = [0; 8];
    while from.read_exact(&mut bytes).is_ok() {
        let number = u64::from_le_bytes(bytes);
        if to
            .write_all(&number.wrapping_mul(number).to_le_bytes())
            .is_err()
        {
            return;
        }
    }
}
