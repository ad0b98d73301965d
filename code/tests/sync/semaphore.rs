use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use code::sync::Semaphore;
use code::sync::semaphore::{Permit, TooManyPermits};

#[test]
fn permits_are_counted() {
    let semaphore = Semaphore::new(2);
    let first = semaphore.acquire();
    let second = semaphore.try_acquire().unwrap();
    assert_eq!(semaphore.available(), 0);
    assert!(semaphore.try_acquire().is_none());
    drop(first);
    assert_eq!(semaphore.available(), 1);
    drop(second);
    assert_eq!(
        format!("{semaphore:?}"),
        "Semaphore { free: 2, waiting: 0 }"
    );
}

#[test]
fn never_more_at_once_than_permits() {
    const PERMITS: u32 = 3;
    let semaphore = Semaphore::new(PERMITS);
    let (inside, greatest) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..500 {
                    let _permit = semaphore.acquire();
                    let now = inside.fetch_add(1, Ordering::Relaxed) + 1;
                    greatest.fetch_max(now, Ordering::Relaxed);
                    thread::yield_now();
                    inside.fetch_sub(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert!(greatest.into_inner() <= PERMITS);
    assert_eq!(
        format!("{semaphore:?}"),
        "Semaphore { free: 3, waiting: 0 }"
    );
}

#[test]
fn a_wait_ends_when_its_time_is_over() {
    let semaphore = Semaphore::new(0);
    let start = Instant::now();
    let limit = Duration::from_millis(20);
    assert!(semaphore.acquire_timeout(limit).is_none());
    assert!((limit..1000 * limit).contains(&start.elapsed()));
    assert_eq!(
        format!("{semaphore:?}"),
        "Semaphore { free: 0, waiting: 0 }"
    );
}

/// Some wait for long, some give up all the time: no permit gets lost between them.
#[test]
fn those_who_give_up_take_nothing_along() {
    let semaphore = Semaphore::new(1);
    thread::scope(|scope| {
        for n in 0..6 {
            let semaphore = &semaphore;
            scope.spawn(move || {
                for _ in 0..150 {
                    let permit = match n {
                        0..3 => Some(semaphore.acquire()),
                        n => semaphore.acquire_timeout(Duration::from_micros(20 * n)),
                    };
                    if permit.is_some() {
                        thread::yield_now();
                    }
                }
            });
        }
    });
    assert_eq!(
        format!("{semaphore:?}"),
        "Semaphore { free: 1, waiting: 0 }"
    );
}

/// A permit comes just when one of two gives up: if it does not take the permit, the other must.
#[test]
fn who_is_called_and_gives_up_takes_nothing_along() {
    let (limit, long) = (Duration::from_micros(300), Duration::from_secs(30));
    for round in 0..1500 {
        let semaphore = Semaphore::new(0);
        let got = |limit| {
            let permit = semaphore.acquire_timeout(limit);
            permit.map(Permit::forget).is_some()
        };
        thread::scope(|scope| {
            let start = Instant::now();
            let hasty = scope.spawn(|| got(limit));
            // It sleeps before the other comes, so that it is the one who is called.
            while !format!("{semaphore:?}").contains("waiting: 1") && start.elapsed() < limit {
                thread::yield_now();
            }
            let patient = scope.spawn(|| got(long));
            while start.elapsed() < Duration::from_micros(250 + round % 200) {
                thread::yield_now();
            }
            semaphore.add_permits(1).unwrap();
            if hasty.join().unwrap() {
                semaphore.add_permits(1).unwrap();
            }
            assert!(patient.join().unwrap(), "round {round}");
        });
    }
}

#[test]
fn a_thread_that_panics_gives_its_permit_back() {
    let semaphore = Semaphore::new(1);
    thread::scope(|scope| {
        let bad = scope.spawn(|| {
            let _permit = semaphore.acquire();
            panic::resume_unwind(Box::new(()));
        });
        assert!(bad.join().is_err());
    });
    assert!(semaphore.try_acquire().is_some());
}

#[test]
fn a_permit_may_be_given_back_by_another_thread() {
    let semaphore = Semaphore::new(1);
    let permit = semaphore.acquire();
    thread::scope(|scope| {
        scope.spawn(move || drop(permit));
        drop(semaphore.acquire());
    });
}

#[test]
fn an_owned_permit_travels_with_work_that_is_static() {
    let semaphore = Arc::new(Semaphore::new(1));
    let permit = semaphore.acquire_owned();
    assert_eq!(semaphore.available(), 0);
    assert!(semaphore.try_acquire_owned().is_none());
    let work = thread::spawn(move || drop(permit));
    drop(semaphore.acquire_owned());
    work.join().unwrap();
    let permit = semaphore.try_acquire_owned().unwrap();
    assert!(semaphore.try_acquire().is_none());
    assert_eq!(semaphore.add_permits(u32::MAX), Err(TooManyPermits));
    assert_eq!(semaphore.add_permits(u32::MAX - 1), Ok(()));
    drop(permit);
    assert_eq!(semaphore.available(), u32::MAX);
    assert_eq!(Arc::strong_count(&semaphore), 1);
}

#[test]
fn an_owned_permit_keeps_its_semaphore() {
    let semaphore = Arc::new(Semaphore::new(1));
    let (permit, weak) = (semaphore.acquire_owned(), Arc::downgrade(&semaphore));
    drop(semaphore);
    assert_eq!(weak.upgrade().unwrap().available(), 0);
    drop(permit);
    assert!(weak.upgrade().is_none());
}

#[test]
fn permits_can_be_made_and_ended() {
    let semaphore = Semaphore::new(0);
    thread::scope(|scope| {
        let others = [0; 3].map(|_| scope.spawn(|| semaphore.acquire().forget()));
        semaphore.add_permits(3).unwrap();
        for other in others {
            other.join().unwrap();
        }
    });
    assert_eq!(semaphore.available(), 0);
}

#[test]
fn those_in_use_count_towards_the_limit() {
    let semaphore = Semaphore::new(u32::MAX);
    let permit = semaphore.acquire();
    assert_eq!(semaphore.add_permits(1), Err(TooManyPermits));
    assert_eq!(semaphore.available(), u32::MAX - 1);
    permit.forget();
    assert_eq!(semaphore.add_permits(1), Ok(()));
    assert_eq!(semaphore.available(), u32::MAX);
    assert_eq!(semaphore.add_permits(u32::MAX), Err(TooManyPermits));
}
