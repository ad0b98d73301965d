use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

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
