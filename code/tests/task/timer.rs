use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Wake, Waker};
use std::time::{Duration, Instant};

use code::task::Timer;
use proptest::prelude::*;

#[derive(Default)]
struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn an_update_wakes_the_new_one() {
    let (old, new) = (Arc::new(Count::default()), Arc::new(Count::default()));
    let mut timer = Timer::new();
    let at = Instant::now();
    let key = timer.add(at, Waker::from(Arc::clone(&old)));
    let was = timer.update(key, Waker::from(Arc::clone(&new)));
    assert!(was.is_some());
    timer.expired(at).into_iter().for_each(Waker::wake);
    assert_eq!(
        (old.0.load(Ordering::Relaxed), new.0.load(Ordering::Relaxed)),
        (0, 1)
    );
    // Too late, and no harm.
    assert!(timer.update(key, Waker::noop().clone()).is_none());
    assert!(timer.remove(key).is_none());
    assert!(timer.is_empty());
}

#[derive(Clone, Debug)]
enum Step {
    Add(u64),
    Remove(usize),
    Advance(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0u64..20).prop_map(Step::Add),
        (0usize..20).prop_map(Step::Remove),
        (0u64..10).prop_map(Step::Advance),
    ]
}

proptest! {
    /// Against a set of (deadline, number): who is taken out, in which order, and what the next deadline is.
    #[test]
    fn each_expires_in_its_order_and_once(steps in prop::collection::vec(step(), 0..60)) {
        let start = Instant::now();
        let (mut timer, mut now) = (Timer::new(), 0);
        let mut model = BTreeSet::new();
        let mut added = Vec::new();
        for step in steps {
            match step {
                Step::Add(after) => {
                    let count = Arc::new(Count::default());
                    let at = now + after;
                    let key = timer.add(start + Duration::from_millis(at), Waker::from(Arc::clone(&count)));
                    model.insert((at, added.len()));
                    added.push((key, at, count));
                }
                Step::Remove(number) => {
                    if let Some((key, at, _)) = added.get(number) {
                        timer.remove(*key);
                        model.remove(&(*at, number));
                    }
                }
                Step::Advance(by) => {
                    now += by;
                    let due: Vec<_> = model.iter().take_while(|(at, _)| *at <= now).copied().collect();
                    let wakers = timer.expired(start + Duration::from_millis(now));
                    prop_assert_eq!(wakers.len(), due.len());
                    for (waker, entry) in wakers.into_iter().zip(due) {
                        let count = &added[entry.1].2;
                        prop_assert_eq!(count.0.load(Ordering::Relaxed), 0);
                        waker.wake();
                        prop_assert_eq!(count.0.load(Ordering::Relaxed), 1);
                        model.remove(&entry);
                    }
                }
            }
            let next = model.first().map(|(at, _)| start + Duration::from_millis(*at));
            prop_assert_eq!(timer.next(), next);
            prop_assert_eq!(timer.len(), model.len());
        }
    }
}
