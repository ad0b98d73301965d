//! What a user without privileges may change about a thread's turns, and what not.

// ANCHOR: main
use nix::sys::resource::{Resource, setrlimit};
use nix::unistd::{Uid, setuid};
use std::io;

fn report(name: &str, result: i32) -> bool {
    match result {
        0 => println!("{name} done"),
        _ => {
            let error = io::Error::last_os_error();
            println!("{name} {:?}", error.kind());
        }
    }
    result == 0
}

fn nice(nice: i32) -> i32 {
    // SAFETY: It reads nothing of ours.
    unsafe { libc::setpriority(libc::PRIO_PROCESS, 0, nice) }
}

fn policy(policy: i32, priority: i32) -> i32 {
    let param = libc::sched_param {
        sched_priority: priority,
    };
    // SAFETY: `param` lives during the call.
    unsafe { libc::sched_setscheduler(0, policy, &param) }
}

fn main() -> nix::Result<()> {
    // No privileges, and no exceptions made for the user.
    setrlimit(Resource::RLIMIT_NICE, 0, 0)?;
    setrlimit(Resource::RLIMIT_RTPRIO, 0, 0)?;
    if Uid::effective().is_root() {
        setuid(Uid::from_raw(65534))?; // nobody
    }

    let done = [
        report("nice 5:", nice(5)),
        report("nice 4:", nice(4)),
        report("fifo 1:", policy(libc::SCHED_FIFO, 1)),
        report("rr 1:  ", policy(libc::SCHED_RR, 1)),
        report("batch: ", policy(libc::SCHED_BATCH, 0)),
        report("idle:  ", policy(libc::SCHED_IDLE, 0)),
        report("other: ", policy(libc::SCHED_OTHER, 0)),
    ];
    assert_eq!(
        done,
        [true, false, false, false, true, true, false]
    );
    Ok(())
}
// ANCHOR_END: main
