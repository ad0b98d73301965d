use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::sync::{Condvar, Mutex};
use loom::thread;
use std::collections::VecDeque;
use std::sync::Arc;
use std::task::Wake;

use super::block::{ReadyQueue, Sleeper, Task};
use crate::Model;

pub const MODELS: &[Model] = &[
    ("a_wake_is_not_lost", a_wake_is_not_lost),
    ("two_threads_one_task", two_threads_one_task),
    ("two_tasks_two_threads", two_tasks_two_threads),
    ("it_is_in_the_queue_once", it_is_in_the_queue_once),
    ("after_the_end_nothing_is_kept", after_the_end_nothing_is_kept),
];

/// In place of the poller: a call that comes before the sleep ends it at once.
#[derive(Default)]
struct Bell {
    rung: Mutex<bool>,
    changed: Condvar,
}

impl Sleeper for Bell {
    fn call(&self) {
        *self.rung.lock().unwrap() = true;
        self.changed.notify_one();
    }
}

impl Bell {
    fn sleep(&self) {
        let mut rung = self.rung.lock().unwrap();
        while !*rung {
            rung = self.changed.wait(rung).unwrap();
        }
        *rung = false;
    }
}

/// Three threads: every order with no more than two preemptions.
fn bounded(model: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(2);
    builder.check(model);
}

/// The executor's loop. `poll` is given the task's key, and says when all is done.
fn run(queue: &ReadyQueue<Bell>, mut poll: impl FnMut(usize) -> bool) {
    let mut batch = VecDeque::new();
    loop {
        queue.take(&mut batch);
        while let Some(task) = batch.pop_front() {
            task.begin();
            if poll(task.key()) {
                return;
            }
        }
        if queue.may_sleep() {
            queue.sleeper().sleep();
            queue.awake();
        }
    }
}

/// The flag is written and read with no order of its own: that the poll sees it is what a wake promises.
fn a_wake_is_not_lost() {
    loom::model(|| {
        let queue = ReadyQueue::new(Bell::default());
        let task = Task::new(0, Arc::clone(&queue));
        task.wake_by_ref();
        let flag = Arc::new(AtomicUsize::new(0));
        let other = thread::spawn({
            let (task, flag) = (Arc::clone(&task), Arc::clone(&flag));
            move || {
                flag.store(1, Ordering::Relaxed);
                task.wake();
            }
        });
        run(&queue, |_| flag.load(Ordering::Relaxed) == 1);
        other.join().unwrap();
    });
}

fn two_threads_one_task() {
    bounded(|| {
        let queue = ReadyQueue::new(Bell::default());
        let task = Task::new(0, Arc::clone(&queue));
        task.wake_by_ref();
        let count = Arc::new(AtomicUsize::new(0));
        let others = [0; 2].map(|_| {
            let (task, count) = (Arc::clone(&task), Arc::clone(&count));
            thread::spawn(move || {
                count.fetch_add(1, Ordering::Relaxed);
                task.wake();
            })
        });
        run(&queue, |_| count.load(Ordering::Relaxed) == 2);
        for other in others {
            other.join().unwrap();
        }
    });
}

fn two_tasks_two_threads() {
    bounded(|| {
        let queue = ReadyQueue::new(Bell::default());
        let others = [0, 1].map(|key| {
            let task = Task::new(key, Arc::clone(&queue));
            thread::spawn(move || task.wake())
        });
        let mut seen = [false; 2];
        run(&queue, |key| {
            seen[key] = true;
            seen == [true; 2]
        });
        for other in others {
            other.join().unwrap();
        }
    });
}

fn it_is_in_the_queue_once() {
    loom::model(|| {
        let queue = ReadyQueue::new(Bell::default());
        let task = Task::new(0, Arc::clone(&queue));
        let other = thread::spawn({
            let task = Arc::clone(&task);
            move || task.wake()
        });
        task.wake();
        other.join().unwrap();
        let mut batch = VecDeque::new();
        queue.take(&mut batch);
        assert_eq!(batch.len(), 1);
    });
}

/// A task holds the queue: if the queue held the task, both would stay for ever.
fn after_the_end_nothing_is_kept() {
    loom::model(|| {
        let queue = ReadyQueue::new(Bell::default());
        let task = Task::new(0, Arc::clone(&queue));
        let other = thread::spawn({
            let task = Arc::clone(&task);
            move || task.wake()
        });
        queue.close();
        other.join().unwrap();
        assert_eq!(Arc::strong_count(&task), 1);
    });
}
