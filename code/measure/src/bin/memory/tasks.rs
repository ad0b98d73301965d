//! Tasks and coroutines that wait, and a job that is queued.

use std::future::{Future, pending};
use std::hint::black_box;
use std::mem;
use std::sync::mpsc;

use code::task::{Executor, Generator};
use measure::Suite;
use tokio::runtime::{Builder, Runtime};

use crate::held::Group;

const ARRAY: usize = 4096;
const MANY: u32 = 100_000;

pub fn add(suite: Suite) -> Suite {
    let group = Group {
        name: "Tasks",
        unit: "one that waits",
    };
    let task = |id: &str, name: &str, hold: fn(u32) -> Runtime| {
        group
            .ours(id, name, MANY, hold)
            .above("box")
            .beside("python-asyncio")
    };
    let suite = suite
        .memory(group.floor("box", "a Box of 64 bytes", MANY, |n| {
            (0..n).for_each(|_| mem::forget(black_box(Box::new([1u8; 64]))));
        }))
        .memory(task("tokio", "tokio, a task", |n| {
            spawned(n, pending::<()>)
        }))
        .memory(task("tokio-array", "4 KiB array across its await", |n| {
            spawned(n, across)
        }))
        .memory(task("tokio-before", "4 KiB array gone before it", |n| {
            spawned(n, before)
        }))
        .memory(task("tokio-rare", "array in a branch not taken", |n| {
            spawned(n, || rare(black_box(false)))
        }))
        .memory(task("tokio-boxed", "that branch in Box::pin", |n| {
            spawned(n, || rare_boxed(black_box(false)))
        }))
        .memory(
            group
                .ours("executor", "our Executor, a task", MANY, |n| {
                    let executor = Executor::new().expect("it has a poller");
                    for _ in 0..n {
                        drop(executor.spawn(pending::<()>()));
                    }
                    let last = executor.spawn(async {});
                    let _ = executor.run_until_complete(last);
                    assert_eq!(executor.alive(), n as usize);
                    executor
                })
                .above("box")
                .beside("python-asyncio"),
        )
        .memory(
            group
                .ours("rayon", "rayon, a job in the queue", MANY, queued)
                .above("box"),
        )
        .memory(
            group
                .peer("python-asyncio", "asyncio, a task", MANY, "asyncio")
                .above("box"),
        );
    coroutines(suite)
}

fn coroutines(suite: Suite) -> Suite {
    let group = Group {
        name: "Coroutines",
        unit: "one that is suspended",
    };
    suite
        .memory(
            group
                .ours("machine", "stackless: a state machine, boxed", MANY, |n| {
                    (0..n).for_each(|_| mem::forget(black_box(Box::new([1u64; 2]))));
                })
                .above("box")
                .beside("python-generator"),
        )
        .memory(
            group
                .ours("generator", "stackful: our Generator", 10_000, |n| {
                    let generators = (0..n).map(|_| {
                        let mut generator = Generator::new(|to| to.give(1u64));
                        assert_eq!(generator.next(), Some(1));
                        generator
                    });
                    generators.collect::<Vec<_>>()
                })
                .above("box")
                .beside("python-greenlet"),
        )
        .memory(
            group
                .peer("python-generator", "a generator", MANY, "generators")
                .above("box"),
        )
        .memory(
            group
                .peer("python-greenlet", "a greenlet", 20_000, "greenlets")
                .above("box"),
        )
        .memory(
            group
                .peer("python-gevent", "gevent, a greenlet", 20_000, "gevent")
                .above("box"),
        )
}

fn spawned<F>(n: u32, future: impl Fn() -> F) -> Runtime
where
    F: Future<Output = ()> + Send + 'static,
{
    let runtime = Builder::new_current_thread()
        .build()
        .expect("it needs no driver");
    for _ in 0..n {
        drop(runtime.spawn(future()));
    }
    // First in, first out: when the last has run, each has been polled and waits.
    let last = runtime.spawn(async {});
    runtime.block_on(last).expect("tasks do not panic");
    assert_eq!(runtime.metrics().num_alive_tasks(), n as usize);
    runtime
}

/// An array that is used before a wait and after it.
async fn across() {
    let mut array = [1u8; ARRAY];
    black_box(&mut array);
    pending::<()>().await;
    black_box(&mut array);
}

/// One whose scope has ended when the wait begins.
async fn before() {
    {
        let mut array = [1u8; ARRAY];
        black_box(&mut array);
    }
    pending::<()>().await;
}

async fn rare(wanted: bool) {
    if wanted {
        across().await;
    }
    pending::<()>().await;
}

async fn rare_boxed(wanted: bool) {
    if wanted {
        Box::pin(across()).await;
    }
    pending::<()>().await;
}

/// Jobs in the queue of a pool whose one thread is busy until this is dropped.
fn queued(n: u32) -> (mpsc::Sender<()>, rayon::ThreadPool) {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("there may be one more thread");
    let (hold, wait) = mpsc::channel();
    pool.spawn(move || wait.recv().unwrap_or_default());
    for job in 0..n {
        pool.spawn(move || {
            black_box(job);
        });
    }
    (hold, pool)
}
