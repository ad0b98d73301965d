//! Two threads compute on one core until one has had 150 ms of it. How much has the other had?

// ANCHOR: main
use nix::time::{ClockId, clock_gettime};
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

/// How long this thread has been on a core.
fn on_core() -> Duration {
    let clock = ClockId::CLOCK_THREAD_CPUTIME_ID;
    clock_gettime(clock).unwrap().into()
}

fn set_nice(nice: i32) {
    // SAFETY: It reads nothing of ours. 0 is this thread.
    let result = unsafe {
        libc::setpriority(libc::PRIO_PROCESS, 0, nice)
    };
    assert_eq!(result, 0);
}

/// What a thread of this niceness gets, and one of 0.
fn shares(nice: i32) -> [Duration; 2] {
    let (start, over) =
        (Barrier::new(2), AtomicBool::new(false));
    thread::scope(|scope| {
        let nicer = scope.spawn(|| {
            set_nice(nice);
            start.wait();
            while !over.load(Relaxed) {
                std::hint::spin_loop();
            }
            on_core()
        });
        let usual = scope.spawn(|| {
            start.wait();
            while on_core() < Duration::from_millis(150) {}
            over.store(true, Relaxed);
            on_core()
        });
        [nicer.join().unwrap(), usual.join().unwrap()]
    })
}

fn main() {
    let core = core_affinity::get_core_ids().unwrap()[0];
    assert!(core_affinity::set_for_current(core));
    let [one, other] = shares(0);
    let alike = one * 2 > other && other * 2 > one;
    println!("0 and 0:  neither got twice as much: {alike}");
    let [nicer, usual] = shares(19);
    let far = usual > nicer * 3;
    println!("0 and 19: one got three times as much: {far}");
    assert!(alike && far);
}
// ANCHOR_END: main
