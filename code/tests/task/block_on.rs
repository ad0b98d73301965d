use code::task::block_on;
use std::cell::{Cell, RefCell};
use std::future::{self, poll_fn};
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::task::{Poll, Waker};
use std::thread;
use std::time::Duration;

/// Counts its polls, is ready at the last of them, and wakes itself after each of the others.
async fn ready_at(last: u32, polls: &Cell<u32>) -> u32 {
    poll_fn(|context| {
        polls.set(polls.get() + 1);
        if polls.get() == last {
            return Poll::Ready(last);
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await
}

#[test]
fn a_ready_future_is_polled_once() {
    let polls = Cell::new(0);
    assert_eq!(block_on(ready_at(1, &polls)), 1);
    assert_eq!(polls.get(), 1);
    assert_eq!(block_on(future::ready("done")), "done");
}

/// It borrows, it cannot be sent, and it need not be `Unpin`.
#[test]
fn a_future_may_borrow() {
    let log = RefCell::new(Vec::new());
    block_on(async {
        let line = String::from("kept over an await");
        let kept = &line;
        ready_at(3, &Cell::new(0)).await;
        log.borrow_mut().push(kept.clone());
    });
    assert_eq!(log.into_inner(), ["kept over an await"]);
}

#[test]
fn a_wake_up_while_it_is_polled_is_not_lost() {
    let polls = Cell::new(0);
    assert_eq!(block_on(ready_at(1000, &polls)), 1000);
    assert_eq!(polls.get(), 1000);
}

/// Twice in one poll, and the future is polled once more, not twice.
#[test]
fn two_wake_ups_before_a_poll_are_one() {
    let mut polls = 0;
    block_on(poll_fn(|context| {
        polls += 1;
        if polls == 2 {
            return Poll::Ready(());
        }
        let waker = context.waker().clone();
        waker.wake_by_ref();
        waker.wake();
        Poll::Pending
    }));
    assert_eq!(polls, 2);
}

/// Neither `unpark` nor time leads to a poll.
#[test]
fn only_a_wake_up_leads_to_a_poll() {
    let (wakers, woken) = mpsc::channel::<Waker>();
    let (here, mut polls) = (thread::current(), 0);
    thread::scope(|scope| {
        scope.spawn(move || {
            let waker = woken.recv().unwrap();
            for _ in 0..20 {
                here.unpark();
                thread::sleep(Duration::from_millis(1)); // in which it could be polled
            }
            waker.wake();
        });
        block_on(poll_fn(|context| {
            polls += 1;
            if polls == 2 {
                return Poll::Ready(());
            }
            wakers.send(context.waker().clone()).unwrap();
            Poll::Pending
        }));
    });
    assert_eq!(polls, 2);
}

#[test]
fn it_runs_what_other_libraries_wake() {
    let (sender, receiver) = futures::channel::oneshot::channel();
    let sending = thread::spawn(move || sender.send(7).unwrap());
    assert_eq!(block_on(receiver), Ok(7));
    sending.join().unwrap();
    let (sender, mut receiver) = tokio::sync::mpsc::channel(1);
    let sending = thread::spawn(move || (0..100).for_each(|n| sender.blocking_send(n).unwrap()));
    block_on(async {
        for expected in 0..100 {
            assert_eq!(receiver.recv().await, Some(expected));
        }
        assert_eq!(receiver.recv().await, None);
    });
    sending.join().unwrap();
}

#[test]
fn one_may_stand_inside_another() {
    let polls = Cell::new(0);
    let sum = block_on(async {
        let inner = block_on(ready_at(3, &polls));
        inner + ready_at(5, &polls).await
    });
    assert_eq!((sum, polls.get()), (8, 5));
}

#[test]
fn a_panic_passes_through_and_the_future_is_dropped() {
    struct Dropped<'a>(&'a Cell<bool>);
    impl Drop for Dropped<'_> {
        fn drop(&mut self) {
            self.0.set(true);
        }
    }
    let dropped = Cell::new(false);
    let kept = Dropped(&dropped);
    let mut waker = None;
    let panicked = panic::catch_unwind(AssertUnwindSafe(|| {
        block_on(async {
            let _kept = kept;
            poll_fn(|context| {
                let again = waker.replace(context.waker().clone()).is_some();
                context.waker().wake_by_ref();
                assert!(!again, "the second poll");
                Poll::<()>::Pending
            })
            .await;
        });
    }));
    let said = panicked.unwrap_err();
    assert_eq!(said.downcast_ref(), Some(&"the second poll"));
    assert!(dropped.get());
    waker.unwrap().wake(); // to no effect
    block_on(future::ready(()));
}

#[test]
fn a_waker_outlives_it() {
    let mut kept = None;
    block_on(poll_fn(|context| {
        kept = Some(context.waker().clone());
        Poll::Ready(())
    }));
    let kept = kept.unwrap();
    kept.wake_by_ref();
    thread::spawn(move || kept.wake()).join().unwrap();
}

/// The thread that sleeps uses no processor time.
#[test]
fn it_sleeps() {
    use nix::time::{ClockId, clock_gettime};
    let used = || Duration::from(clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID).unwrap());
    let (sender, receiver) = futures::channel::oneshot::channel();
    let sending = thread::spawn(move || {
        thread::sleep(Duration::from_millis(300)); // it works
        sender.send(()).unwrap();
    });
    let before = used();
    block_on(receiver).unwrap();
    assert!(used() - before < Duration::from_millis(100));
    sending.join().unwrap();
}
