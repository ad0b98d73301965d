//! A switch within one thread: into a coroutine, from task to task. And an empty system call, which is what the kernel asks at the door.

use std::hint::black_box;
use std::time::{Duration, Instant};

use code::task::Executor;
use corosensei::{Coroutine, CoroutineResult};
use measure::{Candidate, Suite};

use crate::places::timed;

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let switch = |candidate: Candidate| candidate.group("Within a thread", "one switch").items(2);
    let floor = |id: &str, name: &str| switch(Candidate::floor(id, name));
    let ours = |id: &str, name: &str, peer: &str, run: fn(u64) -> Duration| {
        switch(Candidate::ours(id, name))
            .above("syscall")
            .beside(peer)
            .timed(run)
    };
    let peer = |id: &str, name: &str| switch(Candidate::peer(id, name)).above("syscall");
    suite
        .candidate(floor("call", "into a function and back").timed(calls))
        .candidate(
            floor("syscall", "into the kernel and back")
                .items(1)
                .each(|| {
                    // SAFETY: getppid takes nothing, changes nothing and cannot fail. Unlike the clock, it is not answered in user space.
                    black_box(unsafe { libc::syscall(libc::SYS_getppid) });
                }),
        )
        .candidate(ours(
            "coroutine",
            "two stacks: corosensei",
            "python-greenlet",
            coroutine,
        ))
        .candidate(ours(
            "executor",
            "two tasks, our Executor",
            "python-asyncio",
            executor,
        ))
        .candidate(ours(
            "tokio",
            "two tasks, tokio, current thread",
            "python-asyncio",
            tokio,
        ))
        .candidate(peer("python-greenlet", "two greenlets, switch"))
        .candidate(peer("python-gevent", "two greenlets, gevent.sleep(0)"))
        .candidate(peer("python-asyncio", "two tasks, asyncio.sleep(0)"))
}

/// There and back is one call: two switches, as the coroutine counts them.
fn calls(n: u64) -> Duration {
    let mut next = 0u64;
    let mut call: Box<dyn FnMut() -> u64> = black_box(Box::new(move || {
        next += 1;
        next
    }));
    let mut last = 0;
    let time = timed(n, || last = call());
    assert_eq!(last, n + 1);
    time
}

fn coroutine(n: u64) -> Duration {
    let mut coroutine = Coroutine::new(|yielder, ()| {
        for value in 1u64.. {
            yielder.suspend(value);
        }
    });
    let mut last = 0;
    let time = timed(n, || match coroutine.resume(()) {
        CoroutineResult::Yield(value) => last = value,
        CoroutineResult::Return(()) => unreachable!("it goes on for ever"),
    });
    assert_eq!(last, n + 1);
    time
}

fn executor(n: u64) -> Duration {
    async fn turns(n: u64) {
        for _ in 0..n {
            code::task::yield_now().await;
        }
    }
    let executor = Executor::new().expect("it starts");
    let tasks = [executor.spawn(turns(n)), executor.spawn(turns(n))];
    let start = Instant::now();
    executor.run_until_complete(async {
        for task in tasks {
            task.await.expect("it ends well");
        }
    });
    start.elapsed()
}

fn tokio(n: u64) -> Duration {
    async fn turns(n: u64) {
        for _ in 0..n {
            tokio::task::yield_now().await;
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("it starts");
    let tasks = [runtime.spawn(turns(n)), runtime.spawn(turns(n))];
    let start = Instant::now();
    runtime.block_on(async {
        for task in tasks {
            task.await.expect("it ends well");
        }
    });
    start.elapsed()
}
