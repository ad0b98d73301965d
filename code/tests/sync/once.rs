use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use code::sync::Once;

#[test]
fn many_come_and_one_does_it() {
    for _ in 0..300 {
        let (once, times) = (Once::new(), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    once.call(|| _ = times.fetch_add(1, Ordering::Relaxed));
                    assert_eq!(times.load(Ordering::Relaxed), 1);
                });
            }
        });
        assert!(once.is_done());
    }
}

#[test]
fn it_is_not_done_before_the_end() {
    let once = Once::new();
    assert!(!once.is_done());
    once.call(|| assert!(!once.is_done()));
    assert!(once.is_done());
}

#[test]
fn a_panic_is_no_end() {
    let once = Once::default();
    let panicked = panic::catch_unwind(AssertUnwindSafe(|| once.call(|| panic!("as told"))));
    assert!(panicked.is_err() && !once.is_done());
    let mut done = false;
    once.call(|| done = true);
    once.call(|| unreachable!());
    assert!(done && once.is_done());
}

#[test]
fn of_those_who_wait_one_does_what_a_panic_left() {
    for _ in 0..100 {
        let (once, times) = (Once::new(), AtomicUsize::new(0));
        thread::scope(|scope| {
            let attempts = [0; 4].map(|_| {
                scope.spawn(|| {
                    once.call(|| {
                        if times.fetch_add(1, Ordering::Relaxed) < 2 {
                            // Does what `panic!` does, without a message.
                            panic::resume_unwind(Box::new(()));
                        }
                    })
                })
            });
            let failed = attempts
                .into_iter()
                .filter_map(|attempt| attempt.join().err());
            assert_eq!(failed.count(), 2);
        });
        assert_eq!(times.into_inner(), 3);
    }
}
