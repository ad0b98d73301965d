//! What a pool promises, with workers that are real processes and die of real signals.
//!
//! The program has its own `main`, since a pool's workers are the program itself.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{self, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use code::process::pool::{Builder, Job, ProcessPool, StartError, TaskError};
use libtest_mimic::{Arguments, Trial};
use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, getpgid, getppid, setpgid};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
enum Order {
    /// Answer with the number.
    Echo(u64),
    /// Answer with so many bytes.
    Bytes(usize),
    /// Take so many bytes.
    Take(Vec<u8>),
    Panic,
    Exit(i32),
    Raise(i32),
    Sleep(Duration),
    /// Start a program that outlives the task, answer with its id, and sleep.
    Litter(String),
    /// Fork a child that leaves the group, holds the worker's socket for so long, and dies; then die.
    Fork(Duration),
    /// Fork a child that returns from the job, as the task itself does.
    ForkAndReturn,
    /// Join the group of the pool's process, and stay.
    LeaveTheGroup,
    /// Write a line to a file, then die, the first so many times.
    DieAfterWriting(String, usize),
}

const OBEY: Job<Order, (u64, Vec<u8>)> = Job::new("obey", obey);
/// Serves nobody: `main` does not call it.
const ABSENT: Job<u64, u64> = Job::new("absent", |n| n);

#[expect(
    clippy::zombie_processes,
    reason = "what the task leaves running is the test"
)]
fn obey(order: Order) -> (u64, Vec<u8>) {
    match order {
        Order::Echo(number) => (number, Vec::new()),
        Order::Bytes(count) => (0, vec![7; count]),
        Order::Take(bytes) => (bytes.len() as u64, Vec::new()),
        Order::Panic => panic!("as told"),
        Order::Exit(code) => process::exit(code),
        Order::Raise(signal) => {
            nix::sys::signal::raise(Signal::try_from(signal).unwrap()).unwrap();
            unreachable!("signal {signal} did not end it")
        }
        Order::Sleep(time) => {
            thread::sleep(time);
            (0, Vec::new())
        }
        Order::Litter(path) => {
            let child = Command::new("sleep")
                .arg("1000")
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            fs::write(path, child.id().to_string()).unwrap();
            thread::sleep(Duration::from_secs(1000));
            (0, Vec::new())
        }
        Order::Fork(time) => {
            // SAFETY: the child calls nothing that takes a lock or memory: setsid, nanosleep, _exit.
            if unsafe { nix::unistd::fork() }.unwrap().is_child() {
                let _ = nix::unistd::setsid();
                thread::sleep(time);
                // SAFETY: nothing runs after it.
                unsafe { libc::_exit(0) }
            }
            process::abort()
        }
        Order::ForkAndReturn => {
            // SAFETY: the worker's other thread sleeps, and holds no lock that the child will need.
            let child = unsafe { nix::unistd::fork() }.unwrap().is_child();
            if !child {
                // For as long as the child would need to answer in its stead.
                thread::sleep(Duration::from_millis(300));
            }
            (u64::from(child), Vec::new())
        }
        Order::LeaveTheGroup => {
            let group = getpgid(Some(getppid())).unwrap();
            setpgid(Pid::from_raw(0), group).unwrap();
            thread::sleep(Duration::from_secs(1000));
            (0, Vec::new())
        }
        Order::DieAfterWriting(path, times) => {
            let lines = fs::read_to_string(&path).unwrap_or_default() + "begun\n";
            fs::write(&path, &lines).unwrap();
            if lines.lines().count() <= times {
                process::abort();
            }
            (lines.lines().count() as u64, Vec::new())
        }
    }
}

fn pool(workers: usize) -> Builder<Order, (u64, Vec<u8>)> {
    ProcessPool::builder(OBEY).workers(workers)
}

fn main() {
    OBEY.serve();
    if std::env::args().next().as_deref() == Some("pool-worker:absent") {
        // As a program whose author forgot to serve: it comes to the line that starts a pool.
        let error = ProcessPool::builder(ABSENT).start().unwrap_err();
        assert!(matches!(error, StartError::InAWorker), "{error}");
        process::exit(17);
    }
    // A lost task is waited for for ever. Better an end by SIGALRM.
    nix::unistd::alarm::set(300);
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1); // children and descriptors are counted for the whole process
    let trials = [
        (
            "answers_stand_in_the_order_of_the_tasks",
            answers_stand_in_the_order_of_the_tasks as fn(),
        ),
        ("answers_come_as_they_come", answers_come_as_they_come),
        ("workers_are_used_again", workers_are_used_again),
        (
            "a_panic_leaves_the_worker_alive",
            a_panic_leaves_the_worker_alive,
        ),
        (
            "a_worker_that_dies_costs_its_task_and_no_other",
            a_worker_that_dies_costs_its_task_and_no_other,
        ),
        (
            "a_task_is_run_again_if_that_was_asked_for",
            a_task_is_run_again_if_that_was_asked_for,
        ),
        (
            "a_task_that_takes_too_long_is_stopped",
            a_task_that_takes_too_long_is_stopped,
        ),
        (
            "what_a_late_task_started_dies_with_it",
            what_a_late_task_started_dies_with_it,
        ),
        (
            "a_socket_held_by_another_is_no_reason_to_wait_for_ever",
            a_socket_held_by_another_is_no_reason_to_wait_for_ever,
        ),
        (
            "every_task_has_the_whole_limit",
            every_task_has_the_whole_limit,
        ),
        (
            "the_caller_s_time_is_not_the_task_s",
            the_caller_s_time_is_not_the_task_s,
        ),
        (
            "an_answer_that_was_sent_before_the_end_counts",
            an_answer_that_was_sent_before_the_end_counts,
        ),
        (
            "a_task_that_was_on_its_way_is_not_an_attempt",
            a_task_that_was_on_its_way_is_not_an_attempt,
        ),
        (
            "a_task_that_nobody_lives_to_receive_comes_to_an_end",
            a_task_that_nobody_lives_to_receive_comes_to_an_end,
        ),
        (
            "a_child_that_a_task_has_forked_answers_nobody",
            a_child_that_a_task_has_forked_answers_nobody,
        ),
        (
            "a_worker_that_has_left_its_group_is_killed_too",
            a_worker_that_has_left_its_group_is_killed_too,
        ),
        (
            "join_kills_what_does_not_end_within_the_limit",
            join_kills_what_does_not_end_within_the_limit,
        ),
        (
            "great_messages_both_ways_at_once",
            great_messages_both_ways_at_once,
        ),
        (
            "a_message_beyond_the_limit_is_refused_alone",
            a_message_beyond_the_limit_is_refused_alone,
        ),
        (
            "tasks_are_taken_when_there_is_room",
            tasks_are_taken_when_there_is_room,
        ),
        (
            "an_iterator_given_up_leaves_the_pool_usable",
            an_iterator_given_up_leaves_the_pool_usable,
        ),
        (
            "a_thousand_tasks_while_workers_are_killed",
            a_thousand_tasks_while_workers_are_killed,
        ),
        (
            "no_worker_outlives_the_pool_s_process",
            no_worker_outlives_the_pool_s_process,
        ),
        (
            "a_program_that_does_not_serve_is_found_out",
            a_program_that_does_not_serve_is_found_out,
        ),
        (
            "join_lets_them_end_and_terminate_does_not",
            join_lets_them_end_and_terminate_does_not,
        ),
    ];
    if std::env::var_os("POOL_TEST_HOLDER").is_some() {
        return hold_a_pool();
    }
    let trials = trials.map(|(name, test)| Trial::test(name, move || Ok(in_a_clean_house(test)?)));
    libtest_mimic::run(&arguments, trials.into()).exit();
}

/// Runs a test, and then looks for what it left behind.
fn in_a_clean_house(test: fn()) -> Result<(), Box<dyn Error>> {
    let names = || -> BTreeSet<_> {
        fs::read_dir("/dev/shm")
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path())
            .collect()
    };
    let (files, shared) = (descriptors(), names());
    test();
    let left: Vec<u32> = children();
    if !left.is_empty() {
        return Err(format!("children left, alive or zombies: {left:?}").into());
    }
    if descriptors() != files {
        return Err(format!("{files} descriptors before, {} after", descriptors()).into());
    }
    if let Some(name) = names().difference(&shared).next() {
        return Err(format!("{} was left", name.display()).into());
    }
    Ok(())
}

fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

/// The children of this process, zombies among them.
fn children() -> Vec<u32> {
    children_of(process::id())
}

fn children_of(parent: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter(|id| parent_of(*id) == Some(parent)).collect()
}

fn parent_of(id: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    stat.rsplit_once(')')?
        .1
        .split_whitespace()
        .nth(1)?
        .parse()
        .ok()
}

fn is_running(id: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    stat.rsplit_once(')')
        .is_some_and(|(_, rest)| !rest.starts_with(" Z"))
}

/// Waits for what must come, and fails if it has not within half a minute.
fn eventually(what: &str, mut done: impl FnMut() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_secs(30), "{what}");
        thread::sleep(Duration::from_millis(5));
    }
}

fn answers_stand_in_the_order_of_the_tasks() {
    for ahead in [1, 5] {
        let mut pool = pool(3).ahead(ahead).start().unwrap();
        let answers = pool.map((0..500).map(Order::Echo));
        assert!(
            answers
                .into_iter()
                .map(|answer| answer.unwrap().0)
                .eq(0..500)
        );
    }
}

fn answers_come_as_they_come() {
    let mut pool = pool(2).start().unwrap();
    let tasks = [
        Order::Sleep(Duration::from_millis(500)),
        Order::Echo(1),
        Order::Echo(2),
    ];
    let order: Vec<usize> = pool
        .unordered(tasks.clone())
        .map(|done| done.index)
        .collect();
    assert_eq!(order, [1, 2, 0]);
    let order: Vec<usize> = pool.ordered(tasks).map(|done| done.index).collect();
    assert_eq!(order, [0, 1, 2]);
}

fn workers_are_used_again() {
    let mut pool = pool(3).start().unwrap();
    let ids: BTreeSet<u32> = pool.workers().into_iter().collect();
    let used: BTreeSet<u32> = pool
        .unordered((0..300).map(Order::Echo))
        .map(|done| done.worker)
        .collect();
    assert!(ids.len() == 3 && used.is_subset(&ids), "{ids:?} {used:?}");
}

fn a_panic_leaves_the_worker_alive() {
    let mut pool = pool(1).start().unwrap();
    let before = pool.workers();
    assert_eq!(
        pool.apply(Order::Panic).unwrap_err(),
        TaskError::Panicked("as told".to_owned())
    );
    assert_eq!(pool.apply(Order::Echo(5)).unwrap().0, 5);
    assert_eq!(pool.workers(), before);
}

fn a_worker_that_dies_costs_its_task_and_no_other() {
    for ahead in [1, 4] {
        let mut pool = pool(2).ahead(ahead).start().unwrap();
        let deadly = |n: u64| match n {
            7 => Order::Raise(libc::SIGKILL),
            9 => Order::Exit(3),
            n => Order::Echo(n),
        };
        let answers = pool.map((0..40).map(deadly));
        for (n, answer) in (0..40).zip(answers) {
            match (n, answer) {
                (7, Err(TaskError::Died(status))) => {
                    assert_eq!(status.signal(), Some(libc::SIGKILL))
                }
                (9, Err(TaskError::Died(status))) => assert_eq!(status.code(), Some(3)),
                (n, answer) => assert_eq!(answer.unwrap().0, n, "with {ahead} ahead"),
            }
        }
        assert_eq!(pool.workers().len(), 2);
    }
}

fn a_task_is_run_again_if_that_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let mut pool = pool(1).retries(2).start().unwrap();
    let done = pool
        .unordered([Order::DieAfterWriting(path("twice"), 2)])
        .next()
        .unwrap();
    assert_eq!((done.attempts, done.result.unwrap().0), (3, 3));

    let done = pool
        .unordered([Order::DieAfterWriting(path("thrice"), 3)])
        .next()
        .unwrap();
    assert_eq!(done.attempts, 3);
    assert!(matches!(done.result, Err(TaskError::Died(_))));
    assert_eq!(
        fs::read_to_string(path("thrice")).unwrap().lines().count(),
        3
    );
}

fn a_task_that_takes_too_long_is_stopped() {
    let limit = Duration::from_millis(300);
    let mut pool = pool(2)
        .ahead(2)
        .retries(5)
        .time_limit(limit)
        .start()
        .unwrap();
    let tasks = |n| {
        if n == 1 {
            Order::Sleep(Duration::from_secs(1000))
        } else {
            Order::Echo(n)
        }
    };
    let done: Vec<_> = pool.ordered((0..20).map(tasks)).collect();
    assert_eq!(done[1].result, Err(TaskError::TimedOut(limit)));
    assert_eq!(
        done[1].attempts, 1,
        "a task that is too slow is not tried again"
    );
    assert!(
        done.iter()
            .filter(|done| done.index != 1)
            .all(|done| done.result.is_ok())
    );
}

fn what_a_late_task_started_dies_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("id").to_str().unwrap().to_owned();
    let mut pool = pool(1).time_limit(Duration::from_secs(1)).start().unwrap();
    let refused = pool.apply(Order::Litter(path.clone()));
    assert!(
        matches!(refused, Err(TaskError::TimedOut(_))),
        "{refused:?}"
    );
    let child = fs::read_to_string(path).unwrap().parse().unwrap();
    eventually("the task's child lives on", || !is_running(child));
}

fn a_socket_held_by_another_is_no_reason_to_wait_for_ever() {
    let held = Duration::from_secs(20);
    let limit = Duration::from_millis(500);
    let mut pool = pool(1).time_limit(limit).start().unwrap();
    let start = Instant::now();
    assert!(matches!(
        pool.apply(Order::Fork(held)),
        Err(TaskError::TimedOut(_))
    ));
    assert!(start.elapsed() < held);
    assert_eq!(pool.apply(Order::Echo(1)).unwrap().0, 1);
}

fn every_task_has_the_whole_limit() {
    let limit = Duration::from_secs(2);
    let mut pool = pool(1).ahead(4).time_limit(limit).start().unwrap();
    let tasks = (0..4).map(|_| Order::Sleep(Duration::from_millis(700)));
    assert!(pool.map(tasks).iter().all(Result::is_ok));
}

fn the_caller_s_time_is_not_the_task_s() {
    let limit = Duration::from_millis(300);
    let mut pool = pool(1).ahead(2).time_limit(limit).start().unwrap();
    for done in pool.unordered((0..4).map(|_| Order::Bytes(400_000))) {
        assert_eq!(done.result.map(|(_, bytes)| bytes.len()), Ok(400_000));
        thread::sleep(2 * limit);
    }
}

fn an_answer_that_was_sent_before_the_end_counts() {
    let mut pool = pool(1).ahead(2).start().unwrap();
    let worker = pool.workers()[0];
    // Both leave in one write, so the worker reads again only when it has answered both.
    let mut answers = pool.unordered([Order::Echo(1), Order::Echo(2)]);
    assert_eq!(answers.next().unwrap().result.unwrap().0, 1);
    let wchan = format!("/proc/{worker}/wchan");
    eventually("the worker does not read", || {
        fs::read_to_string(&wchan).is_ok_and(|name| name.contains("unix_stream"))
    });
    kill(Pid::from_raw(worker as i32), Signal::SIGKILL).unwrap();
    eventually("the worker lives on", || !is_running(worker));
    let second = answers.next().unwrap();
    assert_eq!(
        (second.result.unwrap().0, second.attempts, second.worker),
        (2, 1, worker)
    );
}

fn a_task_that_was_on_its_way_is_not_an_attempt() {
    let mut pool = pool(1).start().unwrap();
    let worker = Pid::from_raw(pool.workers()[0] as i32);
    kill(worker, Signal::SIGSTOP).unwrap();
    thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(200));
            kill(worker, Signal::SIGKILL).unwrap();
        });
        let done = pool
            .unordered([Order::Take(vec![0; 8 << 20])])
            .next()
            .unwrap();
        assert_eq!((done.result.unwrap().0, done.attempts), (8 << 20, 1));
    });
}

fn a_task_that_nobody_lives_to_receive_comes_to_an_end() {
    let mut pool = pool(1)
        .time_limit(Duration::from_millis(1))
        .start()
        .unwrap();
    let result = pool.apply(Order::Take(vec![0; 8 << 20]));
    assert!(
        matches!(result, Ok(_) | Err(TaskError::TimedOut(_))),
        "{result:?}"
    );
}

fn a_child_that_a_task_has_forked_answers_nobody() {
    let mut pool = pool(1).ahead(4).start().unwrap();
    let answers = pool.map([
        Order::ForkAndReturn,
        Order::Echo(1),
        Order::Echo(2),
        Order::Echo(3),
    ]);
    assert!(answers.into_iter().map(|answer| answer.unwrap().0).eq(0..4));
}

fn a_worker_that_has_left_its_group_is_killed_too() {
    let mut pool = pool(1)
        .time_limit(Duration::from_millis(500))
        .start()
        .unwrap();
    assert!(matches!(
        pool.apply(Order::LeaveTheGroup),
        Err(TaskError::TimedOut(_))
    ));
    assert_eq!(pool.apply(Order::Echo(1)).unwrap().0, 1);
}

fn join_kills_what_does_not_end_within_the_limit() {
    let pool = pool(2)
        .time_limit(Duration::from_millis(500))
        .start()
        .unwrap();
    kill(Pid::from_raw(pool.workers()[1] as i32), Signal::SIGSTOP).unwrap();
    let ended: Vec<_> = pool
        .join()
        .iter()
        .map(|status| (status.code(), status.signal()))
        .collect();
    assert_eq!(ended, [(Some(0), None), (None, Some(libc::SIGKILL))]);
}

fn great_messages_both_ways_at_once() {
    let mut pool = pool(2).ahead(4).start().unwrap();
    let size = 3 << 20;
    let tasks = (0..24).map(|n| {
        if n % 2 == 0 {
            Order::Bytes(size)
        } else {
            Order::Take(vec![1; size])
        }
    });
    for (n, answer) in pool.map(tasks).into_iter().enumerate() {
        let (taken, bytes) = answer.unwrap();
        assert_eq!(
            if n % 2 == 0 {
                bytes.len()
            } else {
                taken as usize
            },
            size
        );
    }
}

fn a_message_beyond_the_limit_is_refused_alone() {
    let mut pool = pool(1).message_limit(10_000).start().unwrap();
    let before = pool.workers();
    let tasks = [
        Order::Echo(1),
        Order::Take(vec![0; 20_000]),
        Order::Bytes(20_000),
        Order::Bytes(9_000),
    ];
    let answers = pool.map(tasks);
    assert_eq!(answers[0].as_ref().unwrap().0, 1);
    assert!(
        matches!(answers[1], Err(TaskError::TooLong(20_000..20_010))),
        "{:?}",
        answers[1]
    );
    assert!(
        matches!(answers[2], Err(TaskError::TooLong(20_000..20_010))),
        "{:?}",
        answers[2]
    );
    assert_eq!(answers[3].as_ref().unwrap().1.len(), 9_000);
    assert_eq!(pool.workers(), before);
}

fn tasks_are_taken_when_there_is_room() {
    let mut pool = pool(3).ahead(2).start().unwrap();
    let mut taken = 0;
    let tasks = (0..1_000_000).inspect(|_| taken += 1).map(Order::Echo);
    assert_eq!(pool.unordered(tasks).take(10).count(), 10);
    assert!(taken <= 10 + 2 * (3 * 2), "{taken} taken for ten answers");

    let (mut taken, slow) = (0, Order::Sleep(Duration::from_millis(500)));
    let tasks = (0..1_000_000)
        .inspect(|_| taken += 1)
        .map(|n| if n == 0 { slow.clone() } else { Order::Echo(n) });
    assert_eq!(pool.ordered(tasks).next().unwrap().index, 0);
    assert!(taken <= 8 * 3 * 2, "{taken} taken before the first answer");
}

fn an_iterator_given_up_leaves_the_pool_usable() {
    let mut pool = pool(2).ahead(3).start().unwrap();
    for round in 0..20 {
        assert_eq!(pool.unordered((0..100).map(Order::Echo)).take(3).count(), 3);
        let expected = 1000 * round..1000 * round + 50;
        let answers = pool.map(expected.clone().map(Order::Echo));
        assert!(
            answers
                .into_iter()
                .map(|answer| answer.unwrap().0)
                .eq(expected)
        );
    }
    assert_eq!(pool.unordered((0..100).map(Order::Echo)).take(3).count(), 3);
    assert!(pool.join().iter().all(|status| status.success()));
}

/// Sets it, be it because an assertion has failed: nobody would stop the killer then.
struct AtTheEnd<'a>(&'a AtomicBool);

impl Drop for AtTheEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn a_thousand_tasks_while_workers_are_killed() {
    for (retries, ahead) in [(0, 1), (0, 4), (100, 1), (100, 4)] {
        let (over, completed) = (AtomicBool::new(false), AtomicUsize::new(0));
        let mut pool = pool(4).retries(retries).ahead(ahead).start().unwrap();
        let mut kills = 0;
        let mut seen = vec![0; 1000];
        let mut died = 0;
        thread::scope(|scope| {
            let killer = scope.spawn(|| {
                let (mut kills, mut before) = (0, 0);
                while !over.load(Ordering::Relaxed) {
                    thread::sleep(Duration::from_millis(1));
                    // So many answers apart that a worker has come to its serve between two kills. A pool whose workers
                    // all die at their start gives up, and ought to.
                    let now = completed.load(Ordering::Relaxed);
                    if now < before + 20 {
                        continue;
                    }
                    let ids = children();
                    if let Some(id) = ids.get(kills % ids.len().max(1)) {
                        let _ = kill(Pid::from_raw(*id as i32), Signal::SIGKILL);
                        (kills, before) = (kills + 1, now);
                    }
                }
                kills
            });
            let tasks = (0..1000).map(|n| match n % 50 {
                13 => Order::Sleep(Duration::from_millis(3)),
                29 => Order::Bytes(100_000),
                _ => Order::Echo(n),
            });
            let end = AtTheEnd(&over);
            for done in pool.unordered(tasks) {
                seen[done.index] += 1;
                completed.fetch_add(1, Ordering::Relaxed);
                assert!(
                    (1..=retries + 1).contains(&done.attempts),
                    "{} attempts",
                    done.attempts
                );
                match done.result {
                    Ok((number, bytes)) => match done.index % 50 {
                        13 => {}
                        29 => assert_eq!(bytes.len(), 100_000),
                        _ => assert_eq!(number, done.index as u64),
                    },
                    Err(TaskError::Died(status)) => {
                        assert_eq!(status.signal(), Some(libc::SIGKILL));
                        assert_eq!(done.attempts, retries + 1);
                        died += 1;
                    }
                    Err(other) => panic!("task {}: {other}", done.index),
                }
            }
            drop(end);
            kills = killer.join().unwrap();
        });
        assert!(seen.iter().all(|times| *times == 1), "not once: {seen:?}");
        assert!(kills >= 5, "only {kills} kills: nothing was tried");
        println!(
            "{retries} retries, {ahead} ahead: {kills} kills, {died} tasks reported, the rest answered"
        );
    }
}

/// What `no_worker_outlives_the_pool_s_process` kills.
fn hold_a_pool() {
    let mut pool = pool(2).start().unwrap();
    let tasks = [
        Order::Sleep(Duration::from_secs(1000)),
        Order::Echo(1),
        Order::Sleep(Duration::from_secs(1000)),
    ];
    for done in pool.unordered(tasks) {
        println!("{}", done.index);
    }
}

fn no_worker_outlives_the_pool_s_process() {
    let mut holder = Command::new(std::env::current_exe().unwrap());
    let mut holder = holder
        .env("POOL_TEST_HOLDER", "1")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Once this line is here one worker is in the middle of a long sleep.
    let mut output = std::io::BufReader::new(holder.stdout.take().unwrap());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut output, &mut line).unwrap();
    let workers = children_of(holder.id());
    assert_eq!(workers.len(), 2);
    holder.kill().unwrap();
    holder.wait().unwrap();
    eventually("a worker lives on", || {
        workers.iter().all(|id| !is_running(*id))
    });
}

fn a_program_that_does_not_serve_is_found_out() {
    match ProcessPool::builder(ABSENT).workers(2).start() {
        Err(StartError::Ended(status)) => assert_eq!(status.code(), Some(17)),
        other => panic!("{other:?}"),
    }
}

fn join_lets_them_end_and_terminate_does_not() {
    let mut first = pool(2).start().unwrap();
    first.map((0..10).map(Order::Echo));
    let statuses = first.join();
    assert!(
        statuses.len() == 2 && statuses.iter().all(|status| status.code() == Some(0)),
        "{statuses:?}"
    );

    let mut second = pool(2).start().unwrap();
    let long = Order::Sleep(Duration::from_secs(1000));
    assert_eq!(
        second
            .unordered([long, Order::Echo(1)])
            .next()
            .unwrap()
            .index,
        1
    );
    second.terminate();
}
