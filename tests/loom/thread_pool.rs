use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use loom::sync::{Condvar, Mutex};

use super::block::ThreadPool;
use crate::Model;

pub const MODELS: &[Model] = &[
    ("every_task_is_run", every_task_is_run),
    ("two_tasks_run_at_once", two_tasks_run_at_once),
    ("what_was_submitted_is_run_before_the_end", what_was_submitted_is_run_before_the_end),
    ("it_is_woken_again", it_is_woken_again),
    ("in_their_order", in_their_order),
    ("two_idle_workers_end", two_idle_workers_end),
    ("a_task_drops_its_pool_while_another_waits_for_it", a_task_drops_its_pool_while_another_waits_for_it),
    ("a_task_waits_for_a_task", a_task_waits_for_a_task),
    ("cancelled_or_run", cancelled_or_run),
];

/// Every order in which threads are taken off their core, in the middle of something, up to three times.
fn model(run: impl Fn() + Send + Sync + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(run);
}

fn pool(workers: usize) -> ThreadPool {
    ThreadPool::new(workers).expect("loom has threads to give")
}

fn every_task_is_run() {
    model(|| {
        let pool = pool(1);
        let (first, second) = (pool.submit(|| 1), pool.submit(|| 2));
        assert_eq!(first.result().unwrap() + second.result().unwrap(), 3);
    });
}

fn it_is_woken_again() {
    model(|| {
        let pool = pool(1);
        let (first, second) = (pool.submit(|| 1), pool.submit(|| 2));
        assert_eq!(first.result().unwrap() + second.result().unwrap(), 3);
        assert_eq!(pool.submit(|| 3).result().unwrap(), 3);
    });
}

fn in_their_order() {
    model(|| {
        let pool = pool(1);
        let begun = Arc::new(AtomicUsize::new(0));
        let handles = [0; 2].map(|_| {
            let begun = Arc::clone(&begun);
            pool.submit(move || begun.fetch_add(1, Ordering::Relaxed))
        });
        assert_eq!(handles.map(|handle| handle.result().unwrap()), [0, 1]);
    });
}

fn a_task_drops_its_pool_while_another_waits_for_it() {
    model(|| {
        let pool = Arc::new(pool(2));
        let last = Arc::clone(&pool);
        let told = Arc::new((Mutex::new(false), Condvar::new()));
        let first = pool.submit({
            let told = Arc::clone(&told);
            move || {
                let mut ours = told.0.lock().unwrap();
                while !*ours {
                    ours = told.1.wait(ours).unwrap();
                }
                drop(last);
            }
        });
        let second = pool.submit(move || first.result().unwrap());
        drop(pool);
        *told.0.lock().unwrap() = true;
        told.1.notify_one();
        second.result().unwrap();
    });
}

/// They meet, which takes both workers. Whoever is late to be woken is waited for.
fn two_tasks_run_at_once() {
    model(|| {
        let pool = pool(2);
        let meeting = Arc::new((Mutex::new(0), Condvar::new()));
        let handles = [0; 2].map(|_| {
            let meeting = Arc::clone(&meeting);
            pool.submit(move || {
                let mut arrived = meeting.0.lock().unwrap();
                *arrived += 1;
                meeting.1.notify_all();
                while *arrived < 2 {
                    arrived = meeting.1.wait(arrived).unwrap();
                }
            })
        });
        for handle in handles {
            handle.result().unwrap();
        }
    });
}

fn what_was_submitted_is_run_before_the_end() {
    model(|| {
        let runs = Arc::new(AtomicUsize::new(0));
        let pool = pool(1);
        for _ in 0..2 {
            let runs = Arc::clone(&runs);
            drop(pool.submit(move || runs.fetch_add(1, Ordering::Relaxed)));
        }
        pool.join();
        assert_eq!(runs.load(Ordering::Relaxed), 2, "a task was lost");
    });
}

fn two_idle_workers_end() {
    model(|| pool(2).join());
}

/// With one worker, which is the one that waits.
fn a_task_waits_for_a_task() {
    model(|| {
        let pool = Arc::new(pool(1));
        let outer = pool.submit({
            let pool = Arc::clone(&pool);
            move || pool.submit(|| 7).result().unwrap()
        });
        assert_eq!(outer.result().unwrap(), 7);
    });
}

fn cancelled_or_run() {
    model(|| {
        let runs = Arc::new(AtomicUsize::new(0));
        let pool = pool(1);
        let handles = [0; 2].map(|_| {
            let runs = Arc::clone(&runs);
            pool.submit(move || runs.fetch_add(1, Ordering::Relaxed))
        });
        let cancelled = pool.cancel();
        assert_eq!(runs.load(Ordering::Relaxed) + cancelled, 2);
        let without_result = handles.into_iter().filter(|handle| handle.is_done()).count();
        assert_eq!(without_result, 2);
    });
}
