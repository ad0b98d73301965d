//! Two jobs can meet half-way only if both are in progress at once. How many cores there are does not matter.

// ANCHOR: main
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// Here two jobs wait for each other, for a limited time.
#[derive(Default)]
struct MeetingPoint {
    here: Mutex<u32>,
    arrival: Condvar,
}

impl MeetingPoint {
    fn meet(&self, limit: Duration) -> bool {
        let mut here = self.here.lock().unwrap();
        *here += 1;
        self.arrival.notify_all();
        let (mut here, _) = self
            .arrival
            .wait_timeout_while(here, limit, |here| *here < 2)
            .unwrap();
        let met = *here == 2;
        if !met {
            *here -= 1; // gives up and leaves
        }
        met
    }
}

fn job(meeting: &MeetingPoint, limit: Duration) -> bool {
    // the first half of some work would be here
    let met = meeting.meet(limit);
    // and the second half here
    met
}

fn one_after_the_other() -> [bool; 2] {
    let (meeting, limit) =
        (MeetingPoint::default(), Duration::from_millis(100));
    [job(&meeting, limit), job(&meeting, limit)]
}

fn two_threads() -> [bool; 2] {
    let (meeting, limit) =
        (MeetingPoint::default(), Duration::from_secs(20));
    thread::scope(|scope| {
        let other = scope.spawn(|| job(&meeting, limit));
        [job(&meeting, limit), other.join().unwrap()]
    })
}

fn main() {
    let in_a_row = one_after_the_other();
    println!("one after the other:    met {in_a_row:?}");

    let threads = two_threads();
    println!("two threads:            met {threads:?}");

    let core = core_affinity::get_core_ids()
        .expect("a list of cores")[0];
    // Threads inherit it from the one that starts them.
    assert!(core_affinity::set_for_current(core));
    let on_one_core = two_threads();
    println!("two threads, one core:  met {on_one_core:?}");

    assert_eq!(in_a_row, [false, false]);
    assert_eq!(threads, [true, true]);
    assert_eq!(on_one_core, [true, true]);
}
// ANCHOR_END: main
