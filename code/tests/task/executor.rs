use std::cell::{Cell, RefCell};
use std::future::{self, Future};
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use code::task::{Executor, JoinHandle, Task, sleep, spawn, yield_now};
use code::thread_pool::TaskError;
use polling::Poller;

fn run<T>(future: impl Future<Output = T>) -> T {
    Executor::new().unwrap().run_until_complete(future)
}

/// Says when it is dropped.
struct Dropped(Rc<Cell<bool>>);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

#[test]
fn tasks_give_their_values() {
    let sum = run(async {
        let handles: Vec<JoinHandle<u64>> = (0..1000).map(|n| spawn(async move { n })).collect();
        let mut sum = 0;
        for handle in handles {
            sum += handle.await.unwrap();
        }
        sum
    });
    assert_eq!(sum, 999 * 1000 / 2);
}

#[test]
fn tasks_run_in_the_order_in_which_they_were_woken() {
    let log = Rc::new(RefCell::new(Vec::new()));
    run(async {
        let tasks: Vec<_> = (0..3)
            .map(|task| {
                let log = Rc::clone(&log);
                spawn(async move {
                    for round in 0..3 {
                        log.borrow_mut().push((round, task));
                        yield_now().await;
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    });
    let rounds = (0..3).flat_map(|round| (0..3).map(move |task| (round, task)));
    assert_eq!(*log.borrow(), rounds.collect::<Vec<_>>());
}

#[test]
fn a_task_is_polled_once_for_many_wakes() {
    let polls = Rc::new(Cell::new(0));
    run(async {
        let task = spawn({
            let polls = Rc::clone(&polls);
            let mut woken = false;
            future::poll_fn(move |context| {
                polls.set(polls.get() + 1);
                if woken {
                    return Poll::Ready(());
                }
                woken = true;
                (0..5).for_each(|_| context.waker().wake_by_ref());
                Poll::Pending
            })
        });
        task.await.unwrap();
        yield_now().await;
    });
    assert_eq!(polls.get(), 2);
}

#[test]
fn a_panic_ends_its_task_only() {
    run(async {
        let bad = spawn(async { panic!("as planned") });
        let good = spawn(async { 7 });
        let error: TaskError = bad.await.unwrap_err();
        assert_eq!(error.message(), Some("as planned"));
        assert_eq!(good.await.unwrap(), 7);
    });
}

#[test]
fn a_panic_of_the_main_future_passes_through_and_the_tasks_go_on() {
    let executor = Executor::new().unwrap();
    let done = Rc::new(Cell::new(false));
    let task = executor.spawn({
        let done = Rc::clone(&done);
        async move {
            yield_now().await;
            done.set(true);
        }
    });
    let ended = catch_unwind(AssertUnwindSafe(|| {
        executor.run_until_complete(async { panic!("as planned") })
    }));
    assert!(ended.is_err());
    executor.run_until_complete(task).unwrap();
    assert!(done.get());
    assert_eq!(executor.alive(), 0);
}

#[test]
fn tasks_wait_for_the_next_run() {
    let executor = Executor::new().unwrap();
    let handle = executor.spawn(async {
        for _ in 0..10 {
            yield_now().await;
        }
        3
    });
    executor.run_until_complete(async {});
    assert_eq!(executor.alive(), 1);
    assert_eq!(executor.run_until_complete(handle).unwrap(), 3);
}

#[test]
fn abort_drops_the_future_where_it_waits() {
    let dropped = Rc::new(Cell::new(false));
    run(async {
        let guard = Dropped(Rc::clone(&dropped));
        let task = spawn(async move {
            let _guard = guard;
            future::pending::<()>().await;
        });
        yield_now().await;
        assert!(!dropped.get() && !task.is_finished());
        task.abort();
        assert!(dropped.get() && task.is_finished());
        task.abort();
        assert!(matches!(task.await, Err(TaskError::Cancelled)));
    });
}

#[test]
fn a_task_may_abort_itself() {
    run(async {
        let own: Rc<RefCell<Option<JoinHandle<()>>>> = Rc::default();
        let after = Rc::new(Cell::new(false));
        let task = spawn({
            let (own, after) = (Rc::clone(&own), Rc::clone(&after));
            async move {
                own.borrow().as_ref().unwrap().abort();
                yield_now().await;
                after.set(true);
            }
        });
        own.replace(Some(task));
        let task = future::poll_fn(|context| {
            let mut own = own.borrow_mut();
            Pin::new(own.as_mut().unwrap()).poll(context)
        });
        // The task borrows its handle while it runs, and this does between its runs.
        assert!(matches!(task.await, Err(TaskError::Cancelled)));
        assert!(!after.get());
    });
}

#[test]
fn an_old_waker_does_not_wake_the_task_that_has_the_place_now() {
    run(async {
        let kept: Rc<RefCell<Option<Waker>>> = Rc::default();
        let first = spawn({
            let kept = Rc::clone(&kept);
            future::poll_fn(move |context| {
                kept.replace(Some(context.waker().clone()));
                Poll::Ready(())
            })
        });
        first.await.unwrap();
        let polls = Rc::new(Cell::new(0));
        let second = spawn({
            let polls = Rc::clone(&polls);
            future::poll_fn(move |_| {
                polls.set(polls.get() + 1);
                Poll::<()>::Pending
            })
        });
        yield_now().await;
        kept.take().unwrap().wake();
        yield_now().await;
        assert_eq!(polls.get(), 1);
        second.abort();
    });
}

#[test]
fn dropping_the_executor_drops_the_tasks_also_those_that_destructors_spawn() {
    struct Spawns(Rc<Cell<bool>>, Rc<Cell<bool>>);
    impl Drop for Spawns {
        fn drop(&mut self) {
            let guard = Dropped(Rc::clone(&self.0));
            spawn(async move {
                let _guard = guard;
                future::pending::<()>().await;
            });
            self.1.set(true);
        }
    }
    let (spawned, dropped) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(false)));
    let executor = Executor::new().unwrap();
    let spawns = Spawns(Rc::clone(&dropped), Rc::clone(&spawned));
    let handle = executor.spawn(async move {
        let _spawns = spawns;
        sleep(Duration::from_secs(1000)).await;
    });
    executor.run_until_complete(yield_now());
    drop(executor);
    assert!(spawned.get() && dropped.get());
    assert!(handle.is_finished());
    handle.abort();
}

#[test]
fn another_executor_dropped_inside_leaves_this_one_in_place() {
    run(async {
        drop(Executor::new().unwrap());
        sleep(Duration::from_millis(1)).await;
        spawn(async {}).await.unwrap();
    });
}

#[test]
fn an_executor_in_a_thread_local_is_dropped_in_peace() {
    thread_local! {
        static KEPT: RefCell<Option<Executor>> = const { RefCell::new(None) };
    }
    let thread = thread::spawn(|| {
        KEPT.with_borrow_mut(|kept| {
            let executor = kept.insert(Executor::new().unwrap());
            executor.spawn(sleep(Duration::from_secs(1000)));
            executor.run_until_complete(yield_now());
        });
    });
    thread.join().unwrap();
}

#[test]
fn the_handle_of_an_ended_task_does_not_abort_who_has_its_place_now() {
    run(async {
        let first = spawn(async {});
        yield_now().await;
        let second = spawn(future::pending::<()>());
        yield_now().await;
        first.abort();
        assert!(!second.is_finished());
        second.abort();
    });
}

/// Polled once here, and then by a task: that one is to be woken.
async fn moved<T: 'static>(future: impl Future<Output = T> + 'static) -> T {
    let mut future = Box::pin(future);
    future::poll_fn(|context| Poll::Ready(future.as_mut().poll(context).is_pending())).await;
    spawn(future).await.unwrap()
}

#[test]
fn a_sleep_and_a_handle_wake_who_polled_them_last() {
    run(async {
        moved(sleep(Duration::from_millis(20))).await;
        moved(spawn(sleep(Duration::from_millis(20))))
            .await
            .unwrap();
    });
}

#[test]
fn a_sleep_may_go_to_another_executor() {
    let mut nap = Box::pin(sleep(Duration::from_millis(20)));
    run(future::poll_fn(|context| {
        Poll::Ready(nap.as_mut().poll(context).is_pending())
    }));
    run(nap);
}

#[test]
fn a_destructor_that_panics_harms_nobody_else() {
    struct Bad;
    impl Drop for Bad {
        fn drop(&mut self) {
            panic!("as planned");
        }
    }
    let executor = Executor::new().unwrap();
    let bad = executor.spawn(async {
        let _bad = Bad;
        future::pending::<()>().await;
    });
    executor.run_until_complete(async {
        yield_now().await;
        bad.abort();
        assert!(matches!(bad.await, Err(TaskError::Cancelled)));
        spawn(async {}).await.unwrap();
    });
}

/// A task holds the queue. If the queue held the task, both would stay, and the poller with its descriptors.
#[test]
fn a_waker_that_outlives_its_executor_keeps_nothing() {
    let kept: Rc<RefCell<Option<Waker>>> = Rc::default();
    let executor = Executor::new().unwrap();
    executor.spawn({
        let kept = Rc::clone(&kept);
        future::poll_fn(move |context| {
            kept.replace(Some(context.waker().clone()));
            Poll::<()>::Pending
        })
    });
    executor.run_until_complete(yield_now());
    drop(executor);
    let waker = kept.take().unwrap();
    // SAFETY: the executor's wakers are made of an `Arc` of this type. The count is looked at, and nothing is given back.
    let task = unsafe { Arc::from_raw(waker.data().cast::<Task<Arc<Poller>>>()) };
    let task = ManuallyDrop::new(task);
    waker.wake_by_ref();
    assert_eq!(Arc::strong_count(&task), 1);
}

#[test]
fn an_executor_inside_an_executor_is_refused() {
    let ended = catch_unwind(|| run(async { run(async {}) }));
    let message = *ended.unwrap_err().downcast::<&str>().unwrap();
    assert!(
        message.contains("an executor runs on this thread already"),
        "{message}"
    );
    // And the thread is free again.
    run(async {});
}

#[test]
fn nothing_is_spawned_where_nothing_runs() {
    assert!(catch_unwind(|| spawn(async {})).is_err());
}

/// Ready when a flag is set by a thread that has been given its waker.
struct Flag(Arc<AtomicBool>, std::sync::mpsc::Sender<Waker>);

impl Future for Flag {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0.load(Ordering::Acquire) {
            return Poll::Ready(());
        }
        self.1.send(context.waker().clone()).unwrap();
        Poll::Pending
    }
}

#[test]
fn threads_wake_it_from_its_sleep() {
    for _ in 0..500 {
        let (wakers, woken) = std::sync::mpsc::channel::<Waker>();
        let flag = Arc::new(AtomicBool::new(false));
        let other = thread::spawn({
            let flag = Arc::clone(&flag);
            move || {
                let waker = woken.recv().unwrap();
                flag.store(true, Ordering::Release);
                waker.wake();
            }
        });
        run(async {
            spawn(Flag(flag, wakers)).await.unwrap();
        });
        other.join().unwrap();
    }
}

#[test]
fn two_threads_wake_many_tasks() {
    const TASKS: usize = 2000;
    let (wakers, woken) = std::sync::mpsc::channel::<(Arc<AtomicBool>, Waker)>();
    let woken = Arc::new(std::sync::Mutex::new(woken));
    let wakes = Arc::new(AtomicUsize::new(0));
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let (woken, wakes) = (Arc::clone(&woken), Arc::clone(&wakes));
            thread::spawn(move || {
                loop {
                    let next = woken.lock().unwrap().recv();
                    let Ok((flag, waker)) = next else { break };
                    flag.store(true, Ordering::Release);
                    waker.wake();
                    wakes.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    run(async move {
        let tasks: Vec<_> = (0..TASKS)
            .map(|_| {
                let (flag, wakers) = (Arc::new(AtomicBool::new(false)), wakers.clone());
                let mut sent = false;
                spawn(future::poll_fn(move |context| {
                    if flag.load(Ordering::Acquire) {
                        return Poll::Ready(());
                    }
                    if !sent {
                        sent = true;
                        wakers
                            .send((Arc::clone(&flag), context.waker().clone()))
                            .unwrap();
                    }
                    Poll::Pending
                }))
            })
            .collect();
        drop(wakers);
        for task in tasks {
            task.await.unwrap();
        }
    });
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(wakes.load(Ordering::Relaxed), TASKS);
}

#[test]
fn sleepers_wake_in_the_order_of_their_deadlines() {
    let log = Rc::new(RefCell::new(Vec::new()));
    let start = Instant::now();
    run(async {
        let tasks: Vec<_> = [30, 10, 20]
            .map(|ms| {
                let log = Rc::clone(&log);
                spawn(async move {
                    sleep(Duration::from_millis(ms)).await;
                    log.borrow_mut().push(ms);
                })
            })
            .into();
        for task in tasks {
            task.await.unwrap();
        }
    });
    assert_eq!(*log.borrow(), [10, 20, 30]);
    assert!(start.elapsed() >= Duration::from_millis(30));
}

#[test]
fn a_sleep_that_is_dropped_lets_go_of_its_waker() {
    struct Nobody;
    impl std::task::Wake for Nobody {
        fn wake(self: Arc<Self>) {}
    }
    let nobody = Arc::new(Nobody);
    run(async {
        let waker = Waker::from(Arc::clone(&nobody));
        let mut nap = Box::pin(sleep(Duration::from_secs(1000)));
        assert!(
            nap.as_mut()
                .poll(&mut Context::from_waker(&waker))
                .is_pending()
        );
        drop(waker);
        assert_eq!(Arc::strong_count(&nobody), 2);
        drop(nap);
        assert_eq!(Arc::strong_count(&nobody), 1);
    });
}

#[test]
fn a_sleep_that_is_dropped_is_forgotten() {
    let start = Instant::now();
    run(async {
        let long = spawn(sleep(Duration::from_secs(1000)));
        let longest = spawn(sleep(Duration::MAX));
        yield_now().await;
        long.abort();
        longest.abort();
        sleep(Duration::from_millis(1)).await;
    });
    assert!(start.elapsed() < Duration::from_secs(100));
}

#[test]
fn deadlines_are_looked_at_though_tasks_are_always_ready() {
    run(async {
        let busy = spawn(async {
            loop {
                yield_now().await;
            }
        });
        sleep(Duration::from_millis(5)).await;
        busy.abort();
    });
}

#[test]
fn it_sleeps_while_it_waits() {
    let cpu = || nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID.now().unwrap();
    let (start, before) = (Instant::now(), cpu());
    run(sleep(Duration::from_millis(200)));
    let used = Duration::from(cpu()) - Duration::from(before);
    assert!(start.elapsed() >= Duration::from_millis(200));
    assert!(used < Duration::from_millis(100), "{used:?}");
}
