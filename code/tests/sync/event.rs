use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use code::sync::Event;

#[test]
fn an_event_that_is_set_lets_everybody_through() {
    let event = Event::new();
    assert!(!event.is_set());
    event.set();
    event.set();
    event.wait();
    event.wait();
    assert!(event.is_set());
}

#[test]
fn clear_takes_it_back() {
    let event = Event::default();
    event.set();
    event.clear();
    assert!(!event.is_set());
}

#[test]
fn many_waiters_many_rounds() {
    let passed = AtomicUsize::new(0);
    for _ in 0..500 {
        let event = Event::new();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    event.wait();
                    passed.fetch_add(1, Ordering::Relaxed);
                });
            }
            event.set();
        });
    }
    assert_eq!(passed.into_inner(), 2000);
}

#[test]
fn a_wait_ends_when_its_time_is_over() {
    let event = Event::new();
    let (start, limit) = (Instant::now(), Duration::from_millis(20));
    assert!(!event.wait_timeout(limit));
    assert!((limit..1000 * limit).contains(&start.elapsed()));
    event.set();
    assert!(event.wait_timeout(Duration::ZERO));
    assert!(event.wait_timeout(Duration::MAX));
}

#[test]
fn a_time_that_never_comes_is_no_limit() {
    let event = Event::new();
    thread::scope(|scope| {
        let waiter = scope.spawn(|| event.wait_timeout(Duration::MAX));
        event.set();
        assert!(waiter.join().unwrap());
    });
}

#[test]
fn clear_lets_nobody_through() {
    let event = Event::new();
    thread::scope(|scope| {
        let waiter = scope.spawn(|| event.wait_timeout(Duration::from_millis(20)));
        while !waiter.is_finished() {
            event.clear();
            thread::yield_now();
        }
        assert!(!waiter.join().unwrap());
    });
}

/// A waiter that sleeps when `set` comes is let go, though `clear` follows at once.
#[test]
#[cfg(target_os = "linux")]
fn clear_does_not_hold_back_those_who_waited() {
    let event = Event::new();
    for _ in 0..100 {
        let (tell, id) = std::sync::mpsc::channel();
        thread::scope(|scope| {
            let waiter = scope.spawn(|| {
                tell.send(nix::unistd::gettid()).unwrap();
                event.wait_timeout(Duration::from_secs(10))
            });
            let stat = format!("/proc/self/task/{}/stat", id.recv().unwrap());
            while !std::fs::read_to_string(&stat).unwrap().contains(") S ") {
                thread::yield_now();
            }
            // It sleeps: on the event, as it holds nothing else that one could wait for.
            event.set();
            event.clear();
            assert!(waiter.join().unwrap());
        });
    }
}
