//! A future that says `Pending` owes a wake-up to the task that polled it last. Two futures that do not keep that promise, and one that does.

// ANCHOR: main
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::task::{Context, Poll, Wake, Waker};

/// A task that does nothing but remember that it was woken.
#[derive(Default)]
struct Task(AtomicBool);

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Relaxed);
    }
}

type Kept = Option<Waker>;

fn none(_: &mut Kept, _: &mut Context<'_>) -> Poll<()> {
    Poll::Pending
}

fn first(kept: &mut Kept, cx: &mut Context<'_>) -> Poll<()> {
    kept.get_or_insert_with(|| cx.waker().clone());
    Poll::Pending
}

fn last(kept: &mut Kept, cx: &mut Context<'_>) -> Poll<()> {
    match kept {
        Some(waker) => waker.clone_from(cx.waker()),
        None => *kept = Some(cx.waker().clone()),
    }
    Poll::Pending
}

/// Polled by one task, then by another. Then it happens.
fn woken(
    poll: fn(&mut Kept, &mut Context<'_>) -> Poll<()>,
) -> [bool; 2] {
    let mut kept = None;
    let tasks = [Arc::new(Task::default()), Arc::default()];
    for task in &tasks {
        let waker = Waker::from(Arc::clone(task));
        let mut context = Context::from_waker(&waker);
        assert!(poll(&mut kept, &mut context).is_pending());
    }
    if let Some(waker) = kept {
        waker.wake();
    }
    tasks.map(|task| task.0.load(Relaxed))
}

fn main() {
    let found = [woken(none), woken(first), woken(last)];
    println!("keeps none: woken {:?}", found[0]);
    println!("keeps the first: woken {:?}", found[1]);
    println!("keeps the last: woken {:?}", found[2]);
    assert_eq!(found[0], [false, false]);
    assert_eq!(found[1], [true, false]);
    assert_eq!(found[2], [false, true]);
}
// ANCHOR_END: main
