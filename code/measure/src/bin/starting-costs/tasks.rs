//! Tasks: jobs for a pool of threads, and futures on an executor.

use std::hint::black_box;
use std::sync::mpsc;

use code::task::Generator;
use measure::{Candidate, Suite};

use crate::runtimes::{current_thread, two_workers};

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let (group, unit) = ("Tasks", "one started and finished");
    suite
        .candidate(
            Candidate::ours("rayon-job", "rayon::spawn, from outside the pool")
                .group(group, unit)
                .above("wake")
                .beside("python-pool-job")
                .each(|| {
                    let (done, wait) = mpsc::sync_channel(1);
                    rayon::spawn(move || done.send(()).expect("it is waited for"));
                    wait.recv().expect("the job runs");
                }),
        )
        .candidate(
            Candidate::ours("rayon-join", "rayon::join, inside the pool")
                .group(group, unit)
                .above("syscall")
                .beside("python-pool-job")
                .many(|n| {
                    rayon::scope(|_| {
                        (0..n).for_each(|_| {
                            rayon::join(|| black_box(()), || black_box(()));
                        })
                    })
                }),
        )
        .candidate(
            Candidate::peer("python-pool-job", "ThreadPoolExecutor.submit, result")
                .group(group, unit)
                .above("wake"),
        )
        .candidate(
            Candidate::ours(
                "tokio-current-thread",
                "tokio::spawn, await, current thread",
            )
            .group(group, unit)
            .above("syscall")
            .beside("python-task")
            .prepared(|| {
                let runtime = current_thread();
                move |n| runtime.block_on(one_by_one(n))
            }),
        )
        .candidate(
            Candidate::ours("tokio-worker", "tokio::spawn, await, on a worker of two")
                .group(group, unit)
                .above("syscall")
                .beside("python-task")
                .prepared(|| {
                    let runtime = two_workers();
                    move |n| {
                        let all = runtime.spawn(one_by_one(n));
                        runtime.block_on(all).expect("tasks do not panic");
                    }
                }),
        )
        .candidate(
            Candidate::ours("tokio-outside", "the same, from outside the workers")
                .group(group, unit)
                .above("wake")
                .beside("python-task")
                .prepared(|| {
                    let runtime = two_workers();
                    move |n| runtime.block_on(one_by_one(n))
                }),
        )
        .candidate(
            Candidate::ours("stackful", "our Generator, with its stack")
                .group(group, unit)
                .above("syscall")
                .beside("python-greenlet")
                .each(|| {
                    let mut generator = Generator::<()>::new(|_| black_box(()));
                    assert_eq!(generator.next(), None);
                }),
        )
        .candidate(
            Candidate::ours("spawn-blocking", "tokio::task::spawn_blocking, await")
                .group(group, unit)
                .above("wake")
                .beside("python-to-thread")
                .prepared(|| {
                    let runtime = current_thread();
                    move |n| {
                        runtime.block_on(async {
                            for _ in 0..n {
                                let job = tokio::task::spawn_blocking(|| ());
                                job.await.expect("it does nothing");
                            }
                        });
                    }
                }),
        )
        .candidate(
            Candidate::ours("rayon-from-task", "rayon::spawn from a task, oneshot")
                .group(group, unit)
                .above("wake")
                .beside("python-to-thread")
                .prepared(|| {
                    let runtime = current_thread();
                    move |n| {
                        runtime.block_on(async {
                            for _ in 0..n {
                                let (done, wait) = tokio::sync::oneshot::channel();
                                rayon::spawn(move || done.send(()).expect("it is waited for"));
                                wait.await.expect("the job runs");
                            }
                        });
                    }
                }),
        )
        .candidate(
            Candidate::peer("python-to-thread", "asyncio.to_thread, await")
                .group(group, unit)
                .above("wake"),
        )
        .candidate(
            Candidate::peer("python-task", "asyncio.create_task, await")
                .group(group, unit)
                .above("syscall"),
        )
        .candidate(
            Candidate::peer("python-greenlet", "greenlet, switch")
                .group(group, unit)
                .above("syscall"),
        )
}

async fn one_by_one(n: u64) {
    for _ in 0..n {
        tokio::spawn(async {}).await.expect("tasks do not panic");
    }
}
