use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use code::sync::Barrier;
use code::sync::barrier::Broken;

const LONG: Duration = Duration::from_secs(60);

#[test]
fn a_barrier_for_one_is_open() {
    let barrier = Barrier::new(1);
    assert!(barrier.wait().unwrap().is_leader());
    assert!(barrier.wait_timeout(Duration::ZERO).unwrap().is_leader());
}

#[test]
#[should_panic = "at least one party"]
fn a_barrier_for_nobody_is_refused() {
    Barrier::new(0);
}

#[test]
fn nobody_is_a_round_ahead() {
    const PARTIES: usize = 4;
    const ROUNDS: usize = 1000;
    let (barrier, came) = (Barrier::new(PARTIES), AtomicUsize::new(0));
    let leaders = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..PARTIES {
            scope.spawn(|| {
                for round in 1..=ROUNDS {
                    came.fetch_add(1, Ordering::Relaxed);
                    let arrival = barrier.wait().unwrap();
                    leaders.fetch_add(usize::from(arrival.is_leader()), Ordering::Relaxed);
                    let came = came.load(Ordering::Relaxed);
                    assert!((PARTIES * round..PARTIES * (round + 1)).contains(&came));
                }
            });
        }
    });
    assert_eq!(leaders.into_inner(), ROUNDS);
}

#[test]
fn a_time_out_is_everybody_s() {
    let barrier = Barrier::new(3);
    thread::scope(|scope| {
        let other = scope.spawn(|| barrier.wait_timeout(LONG));
        let (start, limit) = (Instant::now(), Duration::from_millis(20));
        assert_eq!(barrier.wait_timeout(limit), Err(Broken));
        assert!((limit..1000 * limit).contains(&start.elapsed()));
        assert_eq!(other.join().unwrap(), Err(Broken));
    });
    assert!(barrier.is_broken());
    assert_eq!(barrier.wait(), Err(Broken));
}

#[test]
fn abort_lets_all_go() {
    let barrier = Barrier::new(4);
    thread::scope(|scope| {
        let others = [0; 3].map(|_| scope.spawn(|| barrier.wait()));
        barrier.abort();
        for other in others {
            assert_eq!(other.join().unwrap(), Err(Broken));
        }
    });
}

#[test]
fn a_party_that_panics_breaks_it() {
    let barrier = Barrier::new(2);
    thread::scope(|scope| {
        let bad = scope.spawn(|| {
            let _guard = barrier.break_on_panic();
            panic::resume_unwind(Box::new(()));
        });
        assert_eq!(barrier.wait(), Err(Broken));
        assert!(bad.join().is_err());
    });
}

#[test]
fn a_party_that_ends_well_does_not() {
    let barrier = Barrier::new(1);
    drop(barrier.break_on_panic());
    assert!(barrier.wait().is_ok());
}

/// What a destructor does while a panic unwinds may end well.
#[test]
fn a_panic_that_was_there_before_does_not_either() {
    struct WorksWhenDropped<'a>(&'a Barrier);

    impl Drop for WorksWhenDropped<'_> {
        fn drop(&mut self) {
            assert!(thread::panicking());
            drop(self.0.break_on_panic());
        }
    }

    let barrier = Barrier::new(1);
    thread::scope(|scope| {
        let bad = scope.spawn(|| {
            let _works = WorksWhenDropped(&barrier);
            panic::resume_unwind(Box::new(()));
        });
        assert!(bad.join().is_err());
    });
    assert!(barrier.wait().is_ok());
}
