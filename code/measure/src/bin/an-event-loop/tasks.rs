//! Tasks spawned, tasks that yield, and tasks that wake each other. The same futures on each executor.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use code::task::{Executor, yield_now};
use futures::executor::LocalPool;
use futures::task::LocalSpawnExt;
use measure::{Bound, Candidate, Suite};
use tokio::runtime::Runtime;
use tokio::sync::Notify;

/// Tasks that yield at a time.
const CROWD: u64 = 100;
/// Tasks spawned before the first is awaited.
const BATCH: u64 = 1000;

pub fn candidates(suite: Suite) -> Suite {
    wakes(yields(spawns(suite)))
}

/// Runs a future that reports how long the part took that counts.
type Run = fn(u64) -> Duration;

fn three(suite: Suite, name: &str, group: &str, unit: &str, items: u64, run: [Run; 3]) -> Suite {
    let id = |of: &str| format!("{name}-{of}");
    let peer = format!("python-{name}");
    let ours = |of: &str, title: &str, run: Run| {
        Candidate::ours(&id(of), title)
            .group(group, unit)
            .items(items)
            .beside(&peer)
            .timed(run)
    };
    suite
        .candidate(ours("executor", "our Executor", run[0]))
        .candidate(ours("tokio", "tokio, current thread", run[1]))
        .candidate(ours("futures", "futures: LocalPool", run[2]))
        .candidate(
            Candidate::peer(&peer, "asyncio")
                .group(group, unit)
                .items(items),
        )
        .candidate(
            Candidate::peer(&format!("{peer}-gevent"), "gevent")
                .group(group, unit)
                .items(items),
        )
}

fn tokio() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("it starts")
}

async fn timed<F: Future<Output = ()>>(n: u64, mut operation: impl FnMut() -> F) -> Duration {
    operation().await;
    let start = Instant::now();
    for _ in 0..n {
        operation().await;
    }
    start.elapsed()
}

fn spawns(suite: Suite) -> Suite {
    three(
        suite,
        "spawn",
        "A thousand tasks spawned, then awaited",
        "one task",
        BATCH,
        [
            |n| {
                let executor = Executor::new().expect("it starts");
                executor.run_until_complete(timed(n, || async {
                    let tasks: Vec<_> = (0..BATCH)
                        .map(|n| code::task::spawn(async move { n }))
                        .collect();
                    let mut sum = 0;
                    for task in tasks {
                        sum += task.await.expect("it ends well");
                    }
                    assert_eq!(sum, BATCH * (BATCH - 1) / 2);
                }))
            },
            |n| {
                tokio().block_on(timed(n, || async {
                    let tasks: Vec<_> =
                        (0..BATCH).map(|n| tokio::spawn(async move { n })).collect();
                    let mut sum = 0;
                    for task in tasks {
                        sum += task.await.expect("it ends well");
                    }
                    assert_eq!(sum, BATCH * (BATCH - 1) / 2);
                }))
            },
            |n| {
                let mut pool = LocalPool::new();
                let spawner = pool.spawner();
                pool.run_until(timed(n, || async {
                    let spawn = |n| spawner.spawn_local_with_handle(async move { n });
                    let tasks: Vec<_> = (0..BATCH).map(|n| spawn(n).expect("it runs")).collect();
                    let mut sum = 0;
                    for task in tasks {
                        sum += task.await;
                    }
                    assert_eq!(sum, BATCH * (BATCH - 1) / 2);
                }))
            },
        ],
    )
}

/// Polled and woken by itself, `n` times. On all three with `yield_now` of this book, which wakes at once; tokio's own
/// puts the wake off.
async fn yielding(n: u64) {
    for _ in 0..n {
        yield_now().await;
    }
}

fn yields(suite: Suite) -> Suite {
    three(
        suite,
        "yield",
        "A hundred tasks that take turns",
        "one turn of one task",
        CROWD,
        [
            |n| {
                let executor = Executor::new().expect("it starts");
                let tasks: Vec<_> = (0..CROWD).map(|_| executor.spawn(yielding(n))).collect();
                let start = Instant::now();
                executor.run_until_complete(async {
                    for task in tasks {
                        task.await.expect("it ends well");
                    }
                });
                start.elapsed()
            },
            |n| {
                let runtime = tokio();
                let tasks: Vec<_> = (0..CROWD).map(|_| runtime.spawn(yielding(n))).collect();
                let start = Instant::now();
                runtime.block_on(async {
                    for task in tasks {
                        task.await.expect("it ends well");
                    }
                });
                start.elapsed()
            },
            |n| {
                let mut pool = LocalPool::new();
                let spawner = pool.spawner();
                for _ in 0..CROWD {
                    spawner.spawn_local(yielding(n)).expect("it runs");
                }
                let start = Instant::now();
                pool.run();
                start.elapsed()
            },
        ],
    )
}

/// Two tasks wake each other in turns, `n` times.
async fn ping(n: u64, mine: Arc<Notify>, other: Arc<Notify>) {
    for _ in 0..n {
        mine.notified().await;
        other.notify_one();
    }
}

fn wakes(suite: Suite) -> Suite {
    fn pair(
        n: u64,
    ) -> (
        impl Future<Output = ()> + Send,
        impl Future<Output = Duration> + Send,
    ) {
        let (a, b) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let other = ping(n + 1, Arc::clone(&b), Arc::clone(&a));
        let first = timed(n, move || {
            let (a, b) = (Arc::clone(&a), Arc::clone(&b));
            async move {
                b.notify_one();
                a.notified().await;
            }
        });
        (other, first)
    }
    three(
        suite,
        "wake",
        "Two tasks that wake each other",
        "there and back",
        1,
        [
            |n| {
                let (other, first) = pair(n);
                let executor = Executor::new().expect("it starts");
                let _other = executor.spawn(other);
                let first = executor.spawn(first);
                executor.run_until_complete(first).expect("it ends well")
            },
            |n| {
                let (other, first) = pair(n);
                let runtime = tokio();
                runtime.spawn(other);
                runtime
                    .block_on(runtime.spawn(first))
                    .expect("it ends well")
            },
            |n| {
                let (other, first) = pair(n);
                let mut pool = LocalPool::new();
                let spawner = pool.spawner();
                spawner.spawn_local(other).expect("it runs");
                let took = Rc::new(RefCell::new(None));
                let told = Rc::clone(&took);
                let first = async move {
                    told.replace(Some(first.await));
                };
                spawner.spawn_local(first).expect("it runs");
                pool.run();
                took.take().expect("it has ended")
            },
        ],
    )
}

pub fn claims(suite: Suite) -> Suite {
    let suite = [
        ("spawn", "A task spawned and awaited"),
        ("yield", "A turn of a task"),
        ("wake", "A wake-up there and back"),
    ]
    .into_iter()
    .fold(suite, |suite, (name, title)| {
        suite.claim(
            &format!("{name}-vs-tokio"),
            &format!("{title} costs at most twice what it costs on tokio's current thread."),
            &format!("{name}-executor"),
            &format!("{name}-tokio"),
            Bound::AtMost(2.0),
        )
    });
    suite
        .claim(
            "asyncio-vs-executor",
            "`asyncio` takes at least ten times as long to spawn and await a task.",
            "python-spawn",
            "spawn-executor",
            Bound::AtLeast(10.0),
        )
        .claim(
            "gevent-vs-executor",
            "gevent takes at least five times as long.",
            "python-spawn-gevent",
            "spawn-executor",
            Bound::AtLeast(5.0),
        )
}
