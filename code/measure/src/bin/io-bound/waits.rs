//! Many waits of five milliseconds, all at once.

use std::thread;
use std::time::{Duration, Instant};

use code::task::Executor;
use measure::{Candidate, Suite};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};
use tokio::runtime;

use crate::room;

const WAIT: Duration = Duration::from_millis(5);
const GROUP: &str = "Waits of five milliseconds, all at once";
const UNIT: &str = "until the last has ended";

pub fn candidates(suite: Suite) -> Suite {
    let ours = |id: &str, n: u32, what: &str| {
        Candidate::ours(
            &format!("{id}-{n}"),
            &format!("{} {what}", room::written(n)),
        )
        .group(GROUP, UNIT)
        .above("wait-one")
    };
    let peer = |id: &str, name: &str| {
        Candidate::peer(id, name)
            .group(GROUP, UNIT)
            .above("wait-one")
    };
    let suite = suite.candidate(
        Candidate::floor("wait-one", "one thread that is there already")
            .group(GROUP, UNIT)
            .each(|| thread::sleep(WAIT)),
    );
    let suite = [10, 100].into_iter().fold(suite, |suite, n| {
        let row = ours("wait-processes", n, "processes");
        suite.candidate(row.alone().each(move || processes(n)))
    });
    let suite = [10, 100, 1000].into_iter().fold(suite, |suite, n| {
        let row = ours("wait-threads", n, "threads");
        suite.candidate(
            row.beside(&format!("python-wait-threads-{n}"))
                .each(move || threads(n)),
        )
    });
    let most = room::threads(10_000);
    let suite = suite.candidate(
        Candidate::ours(
            "wait-threads-10000",
            &format!("{} threads", room::written(most)),
        )
        .group(GROUP, UNIT)
        .above("wait-one")
        .beside("python-wait-asyncio-10000")
        .each(move || threads(most)),
    );
    let suite = [10, 1000, 10_000].into_iter().fold(suite, |suite, n| {
        let row = ours("wait-tokio", n, "tasks, tokio");
        suite.candidate(
            row.beside(&format!("python-wait-asyncio-{n}"))
                .prepared(move || on_tokio(n)),
        )
    });
    // Python is not asked for so many.
    let row = ours("wait-tokio", 100_000, "tasks, tokio");
    let suite = suite.candidate(row.prepared(|| on_tokio(100_000)));
    let row =
        ours("wait-executor", 10_000, "tasks, our Executor").beside("python-wait-asyncio-10000");
    let suite = suite.candidate(row.prepared(|| on_our_executor(10_000)));
    suite
        .candidate(peer("python-wait-threads-10", "10 threads, Python"))
        .candidate(peer("python-wait-threads-100", "100 threads, Python"))
        .candidate(peer("python-wait-threads-1000", "1,000 threads, Python"))
        .candidate(peer("python-wait-asyncio-10", "10 tasks, asyncio"))
        .candidate(peer("python-wait-asyncio-1000", "1,000 tasks, asyncio"))
        .candidate(peer("python-wait-asyncio-10000", "10,000 tasks, asyncio"))
        .candidate(peer("python-wait-gevent-1000", "1,000 greenlets, gevent"))
}

fn threads(n: u32) {
    let start = Instant::now();
    let threads: Vec<_> = (0..n)
        .map(|_| {
            let started = thread::Builder::new().spawn(|| thread::sleep(WAIT));
            started.expect("there is room for a thread")
        })
        .collect();
    for thread in threads {
        thread.join().expect("it sleeps");
    }
    assert!(start.elapsed() >= WAIT);
}

fn processes(n: u32) {
    let child = || {
        // SAFETY: the child sleeps and ends, and calls nothing that could want a lock.
        match unsafe { fork() }.expect("there is room for a process") {
            ForkResult::Parent { child } => child,
            ForkResult::Child => {
                let wait = libc::timespec {
                    tv_sec: 0,
                    tv_nsec: WAIT.as_nanos() as i64,
                };
                // SAFETY: the time outlives the call, and what is left of it is not asked for.
                unsafe {
                    libc::nanosleep(&raw const wait, std::ptr::null_mut());
                    libc::_exit(0)
                }
            }
        }
    };
    let children: Vec<_> = (0..n).map(|_| child()).collect();
    for child in children {
        waitpid(child, None).expect("it is a child");
    }
}

fn on_tokio(n: u32) -> impl FnMut(u64) {
    let runtime = runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("it starts");
    move |times| {
        for _ in 0..times {
            let start = Instant::now();
            runtime.block_on(async {
                let wait = || tokio::spawn(tokio::time::sleep(WAIT));
                let tasks: Vec<_> = (0..n).map(|_| wait()).collect();
                for task in tasks {
                    task.await.expect("it ends well");
                }
            });
            assert!(start.elapsed() >= WAIT);
        }
    }
}

fn on_our_executor(n: u32) -> impl FnMut(u64) {
    let executor = Executor::new().expect("it starts");
    move |times| {
        for _ in 0..times {
            let start = Instant::now();
            executor.run_until_complete(async {
                let wait = || code::task::spawn(code::task::sleep(WAIT));
                let tasks: Vec<_> = (0..n).map(|_| wait()).collect();
                for task in tasks {
                    task.await.expect("it ends well");
                }
            });
            assert!(start.elapsed() >= WAIT);
        }
    }
}
