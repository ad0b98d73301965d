use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use loom::thread;

use super::block::{Outcome, Run, Task, TaskError};
use crate::Model;
use crate::sync::deadline::Deadline;

pub const MODELS: &[Model] = &[
    ("a_result_is_waited_for", a_result_is_waited_for),
    ("a_panic_is_a_result", a_panic_is_a_result),
    ("one_of_two_runs_it", one_of_two_runs_it),
    ("run_or_cancelled", run_or_cancelled),
    ("cancelled_is_dropped", cancelled_is_dropped),
];

fn result_of<T>(task: &dyn Outcome<T>) -> Result<T, TaskError> {
    task.wait(Deadline::NEVER).expect("there is no deadline")
}

/// A task that says how often it was run before, and the count.
fn counted() -> (Arc<AtomicUsize>, Arc<Task<impl FnOnce() -> usize, usize>>) {
    let runs = Arc::new(AtomicUsize::new(0));
    let task = Task::new({
        let runs = Arc::clone(&runs);
        move || runs.fetch_add(1, Ordering::Relaxed)
    });
    (runs, Arc::new(task))
}

fn run_by_a_worker<T: Run + 'static>(task: &Arc<T>) -> thread::JoinHandle<()> {
    let task = Arc::clone(task);
    thread::spawn(move || task.run())
}

/// And with it comes what the task wrote elsewhere, even relaxed: loom hands out every value that the rules allow.
fn a_result_is_waited_for() {
    loom::model(|| {
        let written = Arc::new(loom::sync::atomic::AtomicUsize::new(0));
        let task = Arc::new(Task::new({
            let written = Arc::clone(&written);
            move || written.store(7, Ordering::Relaxed)
        }));
        let worker = run_by_a_worker(&task);
        assert!(result_of(&*task).is_ok());
        assert_eq!(written.load(Ordering::Relaxed), 7);
        worker.join().unwrap();
    });
}

fn a_panic_is_a_result() {
    loom::model(|| {
        let task = Arc::new(Task::new(|| -> u32 { panic!("lost") }));
        let worker = run_by_a_worker(&task);
        assert_eq!(result_of(&*task).unwrap_err().message(), Some("lost"));
        worker.join().unwrap();
    });
}

fn one_of_two_runs_it() {
    loom::model(|| {
        let (runs, task) = counted();
        let worker = run_by_a_worker(&task);
        task.run();
        assert_eq!(result_of(&*task).unwrap(), 0);
        worker.join().unwrap();
        assert_eq!(runs.load(Ordering::Relaxed), 1);
    });
}

fn run_or_cancelled() {
    loom::model(|| {
        let (runs, task) = counted();
        let worker = run_by_a_worker(&task);
        let cancelled = task.cancel();
        let result = result_of(&*task);
        worker.join().unwrap();
        assert_eq!(matches!(result, Err(TaskError::Cancelled)), cancelled);
        assert_eq!(runs.load(Ordering::Relaxed), usize::from(!cancelled));
    });
}

/// Who sees it cancelled sees what its closure held dropped.
fn cancelled_is_dropped() {
    struct Held(Arc<loom::sync::atomic::AtomicUsize>);

    impl Drop for Held {
        fn drop(&mut self) {
            self.0.store(1, Ordering::Relaxed);
        }
    }

    loom::model(|| {
        let dropped = Arc::new(loom::sync::atomic::AtomicUsize::new(0));
        let held = Held(Arc::clone(&dropped));
        let task = Arc::new(Task::new(move || drop(held)));
        let canceller = thread::spawn({
            let task = Arc::clone(&task);
            move || task.cancel()
        });
        assert!(matches!(result_of(&*task), Err(TaskError::Cancelled)));
        assert_eq!(dropped.load(Ordering::Relaxed), 1);
        assert!(canceller.join().unwrap());
    });
}
