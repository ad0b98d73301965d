use std::panic::panic_any;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use code::sync::Event;
use code::thread_pool::{TaskError, ThreadPool};

/// A pool of one worker that is busy until the event is set.
fn busy() -> (ThreadPool, Arc<Event>) {
    let (pool, go, begun) = (
        ThreadPool::new(1).unwrap(),
        Arc::new(Event::new()),
        Arc::new(Event::new()),
    );
    pool.submit({
        let (go, begun) = (Arc::clone(&go), Arc::clone(&begun));
        move || {
            begun.set();
            go.wait();
        }
    });
    begun.wait();
    (pool, go)
}

#[test]
fn results_belong_to_their_tasks() {
    let pool = ThreadPool::new(3).unwrap();
    assert_eq!(pool.workers(), 3);
    let handles: Vec<_> = (0..1000_u64)
        .map(|n| (n, pool.submit(move || n * n)))
        .collect();
    for (n, handle) in handles.into_iter().rev() {
        assert_eq!(handle.result().unwrap(), n * n);
    }
}

#[test]
fn a_panic_reaches_the_one_who_asks_and_the_worker_goes_on() {
    let pool = ThreadPool::new(1).unwrap();
    let worker = pool.submit(|| thread::current().id()).result().unwrap();
    let word = pool
        .submit(|| -> u32 { panic!("a word") })
        .result()
        .unwrap_err();
    let number = pool
        .submit(|| -> u32 { panic!("number {}", 7) })
        .result()
        .unwrap_err();
    let other = pool
        .submit(|| -> u32 { panic_any(7_u8) })
        .result()
        .unwrap_err();
    assert_eq!(word.to_string(), "the task panicked: a word");
    assert_eq!(number.message(), Some("number 7"));
    assert_eq!(other.message(), None);
    let TaskError::Panicked(payload) = other else {
        panic!("it panicked")
    };
    assert_eq!(payload.downcast_ref::<u8>(), Some(&7));
    assert_eq!(
        pool.submit(|| thread::current().id()).result().unwrap(),
        worker
    );
}

/// An event, and another hold of it for a task.
fn event() -> (Arc<Event>, Arc<Event>) {
    let event = Arc::new(Event::new());
    (Arc::clone(&event), event)
}

/// As a closure's captures or as a result that nobody wants.
struct PanicsWhenDropped;

impl Drop for PanicsWhenDropped {
    fn drop(&mut self) {
        if !thread::panicking() {
            panic!("dropped");
        }
    }
}

#[test]
fn a_destructor_that_panics_costs_no_worker() {
    let (pool, go) = busy();
    drop(pool.submit(|| PanicsWhenDropped));
    let captured = PanicsWhenDropped;
    let cancelled = pool.submit(move || drop(captured));
    assert!(cancelled.cancel());
    assert!(matches!(cancelled.result(), Err(TaskError::Cancelled)));
    go.set();
    assert_eq!(pool.submit(|| 7).result().unwrap(), 7);
}

/// With a payload that panics when it is dropped in its turn.
struct PanicsTwice;

impl Drop for PanicsTwice {
    fn drop(&mut self) {
        if !thread::panicking() {
            panic_any(PanicsWhenDropped);
        }
    }
}

#[test]
fn a_payload_that_panics_when_it_is_dropped_costs_no_worker() {
    let (pool, go) = busy();
    drop(pool.submit(|| PanicsTwice));
    let captured = PanicsTwice;
    assert!(pool.submit(move || drop(captured)).cancel());
    drop(pool.submit(|| -> u32 { panic_any(PanicsWhenDropped) }));
    go.set();
    assert_eq!(pool.submit(|| 7).result().unwrap(), 7);
}

#[test]
fn a_worker_does_not_run_the_tasks_of_another_pool() {
    let (busy, go) = busy();
    let (asked, asking) = event();
    let there = busy.submit(|| thread::current().id());
    let other = ThreadPool::new(1).unwrap();
    let here = other.submit(move || {
        asking.set();
        (thread::current().id(), there.result().unwrap())
    });
    asked.wait();
    // Were it to run the task itself, it would be done before this.
    let here = here.result_timeout(Duration::from_millis(50)).unwrap_err();
    go.set();
    let (here, there) = here.result().unwrap();
    assert_ne!(here, there);
}

#[test]
fn a_wait_with_a_limit_does_not_run_the_task() {
    let pool = Arc::new(ThreadPool::new(1).unwrap());
    let inside = Arc::clone(&pool);
    let (late, handle) = pool
        .submit(move || {
            let handle = inside.submit(|| 7);
            let handle = handle
                .result_timeout(Duration::from_millis(10))
                .unwrap_err();
            (!handle.is_done(), handle)
        })
        .result()
        .unwrap();
    assert!(late);
    assert_eq!(handle.result().unwrap(), 7);
}

#[test]
fn tasks_may_wait_for_tasks_of_their_own_pool() {
    fn fibonacci(pool: &Arc<ThreadPool>, n: u64) -> u64 {
        if n < 2 {
            return n;
        }
        let handle = pool.submit({
            let pool = Arc::clone(pool);
            move || fibonacci(&pool, n - 1)
        });
        fibonacci(pool, n - 2) + handle.result().unwrap()
    }
    for workers in 1..=3 {
        let pool = Arc::new(ThreadPool::new(workers).unwrap());
        let inside = Arc::clone(&pool);
        assert_eq!(
            pool.submit(move || fibonacci(&inside, 12))
                .result()
                .unwrap(),
            144
        );
    }
}

#[test]
fn tasks_that_were_not_left_to_a_worker_do_not_pile_up() {
    let pool = Arc::new(ThreadPool::new(1).unwrap());
    let inside = Arc::clone(&pool);
    let described = pool.submit(move || {
        let waiting = inside.submit(|| 7);
        for n in 0..10_000 {
            assert_eq!(inside.submit(move || n).result().unwrap(), n);
        }
        let described = format!("{inside:?}");
        assert_eq!(waiting.result().unwrap(), 7);
        described
    });
    let described = described.result().unwrap();
    let (_, queued) = described.split_once("queued: ").unwrap();
    let queued: usize = queued.split(',').next().unwrap().parse().unwrap();
    assert!((1..100).contains(&queued), "{described}");
}

#[test]
fn a_task_is_cancelled_before_it_begins_or_not_at_all() {
    let (pool, go) = busy();
    let captured = Arc::new(());
    let handle = pool.submit({
        let captured = Arc::clone(&captured);
        move || drop(captured)
    });
    assert!(!handle.is_done());
    assert!(handle.cancel());
    assert!(handle.is_done());
    assert_eq!(
        Arc::strong_count(&captured),
        1,
        "what the closure held is dropped at once"
    );
    assert!(!handle.cancel());
    assert!(matches!(handle.result(), Err(TaskError::Cancelled)));
    go.set();
    let done = pool.submit(|| 7);
    while !done.is_done() {
        thread::yield_now();
    }
    assert!(!done.cancel());
    assert_eq!(done.result().unwrap(), 7);
}

#[test]
fn a_time_out_gives_the_handle_back() {
    let (pool, go) = busy();
    let handle = pool.submit(|| 7);
    let handle = handle
        .result_timeout(Duration::from_millis(20))
        .unwrap_err();
    let handle = handle.result_timeout(Duration::ZERO).unwrap_err();
    go.set();
    assert_eq!(handle.result_timeout(Duration::MAX).unwrap().unwrap(), 7);
}

#[test]
fn the_end_runs_everything() {
    for drop_it in [false, true] {
        let (pool, go) = busy();
        let runs = Arc::new(AtomicUsize::new(0));
        for _ in 0..100 {
            let runs = Arc::clone(&runs);
            pool.submit(move || runs.fetch_add(1, Ordering::Relaxed));
        }
        go.set();
        if drop_it {
            drop(pool);
        } else {
            pool.join();
        }
        assert_eq!(runs.load(Ordering::Relaxed), 100);
    }
}

#[test]
fn cancel_drops_what_is_not_begun() {
    let (pool, go) = busy();
    let handles: Vec<_> = (0..100).map(|n| pool.submit(move || n)).collect();
    assert!(handles[7].cancel());
    let canceller = thread::spawn(move || pool.cancel());
    while !handles.iter().all(|handle| handle.is_done()) {
        thread::yield_now();
    }
    go.set();
    assert_eq!(canceller.join().unwrap(), 99);
}

#[test]
fn a_task_may_own_the_last_reference_to_its_pool() {
    let (pool, go) = busy();
    let pool = Arc::new(pool);
    let (last, later) = (Arc::clone(&pool), Arc::new(Event::new()));
    let dropped = pool.submit(move || drop(last));
    let after = pool.submit({
        let later = Arc::clone(&later);
        move || later.set()
    });
    drop(pool);
    go.set();
    dropped.result().unwrap();
    after.result().unwrap();
    assert!(later.is_set());
}

#[test]
fn a_task_may_drop_its_pool_while_another_waits_for_it() {
    let pool = Arc::new(ThreadPool::new(2).unwrap());
    let (go, wait) = event();
    let last = Arc::clone(&pool);
    let first = pool.submit(move || {
        wait.wait();
        drop(last);
        7
    });
    let (waits, waiting) = event();
    let second = pool.submit(move || {
        waiting.set();
        first.result().unwrap()
    });
    waits.wait();
    drop(pool);
    go.set();
    assert_eq!(second.result().unwrap(), 7);
}

#[test]
fn map_that_is_dropped_cancels_what_is_not_begun() {
    let pool = ThreadPool::new(1).unwrap();
    let runs = Arc::new(AtomicUsize::new(0));
    let (go, wait) = event();
    let mut results = pool.map(0..20, {
        let runs = Arc::clone(&runs);
        move |n| {
            runs.fetch_add(1, Ordering::Relaxed);
            if n > 0 {
                wait.wait();
            }
        }
    });
    results.next().unwrap().unwrap();
    drop(results);
    go.set();
    pool.join();
    let runs = runs.load(Ordering::Relaxed);
    assert!(runs <= 2, "{runs} of 20 have run");
}

#[test]
fn map_keeps_the_order_and_takes_what_it_needs() {
    for workers in 1..=3 {
        let pool = ThreadPool::new(workers).unwrap();
        let taken = AtomicUsize::new(0);
        let items = (0..1_000_000_u64).inspect(|_| {
            taken.fetch_add(1, Ordering::Relaxed);
        });
        let mut squares = pool.map(items, |n| n * n);
        assert_eq!(taken.load(Ordering::Relaxed), 0);
        let first: Vec<_> = squares.by_ref().take(10).map(Result::unwrap).collect();
        assert_eq!(first, [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]);
        assert_eq!(squares.size_hint(), (999_990, Some(999_990)));
        drop(squares);
        assert_eq!(taken.into_inner(), workers * ThreadPool::AHEAD + 9);
    }
}

#[test]
fn map_goes_on_after_a_panic() {
    let pool = ThreadPool::new(2).unwrap();
    let results: Vec<_> = pool
        .map([2, 0, 1], |n| 2 / n)
        .map(|result| result.ok())
        .collect();
    assert_eq!(results, [Some(1), None, Some(2)]);
}

#[test]
fn many_submitters() {
    let pool = ThreadPool::new(3).unwrap();
    let total: u64 = thread::scope(|scope| {
        let submitters: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let handles: Vec<_> = (1..=2000_u64).map(|n| pool.submit(move || n)).collect();
                    handles
                        .into_iter()
                        .map(|handle| handle.result().unwrap())
                        .sum::<u64>()
                })
            })
            .collect();
        submitters
            .into_iter()
            .map(|submitter| submitter.join().unwrap())
            .sum()
    });
    assert_eq!(total, 4 * 2001 * 1000);
}

#[test]
fn start_and_end_many_times() {
    let runs = Arc::new(AtomicUsize::new(0));
    for round in 0..500 {
        let pool = ThreadPool::new(1 + round % 4).unwrap();
        for _ in 0..3 {
            let runs = Arc::clone(&runs);
            pool.submit(move || runs.fetch_add(1, Ordering::Relaxed));
        }
    }
    assert_eq!(runs.load(Ordering::Relaxed), 1500);
}

#[test]
#[should_panic(expected = "a pool without workers")]
fn no_workers() {
    let _ = ThreadPool::new(0);
}
