//! From one process to another: through two pipes at every place, and by a futex in shared memory.

use std::io::{Read, Write};
use std::os::fd::{FromRawFd, OwnedFd};
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use measure::{Candidate, Place, Suite};

use crate::child;
use crate::futex::{Among, OVER};
use crate::places::{PLACES, check, timed};

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let trip = |candidate: Candidate| {
        candidate
            .group("To another process", "one hand-off")
            .items(2)
    };
    let suite = suite.candidate(trip(
        Candidate::ours("processes", "futex in shared memory, one core")
            .above("futex-one-core")
            .timed(futex),
    ));
    let suite = PLACES[..4].iter().fold(suite, |suite, at| {
        let id = format!("pipe-{}", at.id);
        let candidate = Candidate::ours(&id, &format!("two pipes, {}", at.name))
            .beside("python-pipe")
            .timed(|n| pipes(at.place, n));
        suite.candidate(trip(at.set(candidate)))
    });
    suite.candidate(trip(
        Candidate::peer("python-pipe", "multiprocessing.Pipe, one core").above("futex-one-core"),
    ))
}

/// On a thread that may be pinned: the one that measures stays free, and has started the child.
fn near_side(place: Place, n: u64, operation: impl FnMut() + Send) -> Duration {
    let near = move || {
        place.near();
        timed(n, operation)
    };
    thread::scope(|scope| scope.spawn(near).join()).expect("it does not panic")
}

fn finish(mut child: Child) {
    assert!(child.wait().expect("it is a child").success());
}

fn pipes(place: Place, n: u64) -> Duration {
    check(place);
    let mut child = child::start("pipes", place, Stdio::piped(), Stdio::piped());
    let mut there = child.stdin.take().expect("it is a pipe");
    let mut back = child.stdout.take().expect("it is a pipe");
    let time = near_side(place, n, || {
        there.write_all(&[1]).expect("the child lives");
        back.read_exact(&mut [0]).expect("it answers");
    });
    drop(there);
    finish(child);
    time
}

fn futex(n: u64) -> Duration {
    let place = Place::OneCore;
    check(place);
    // SAFETY: it makes a descriptor of its own, or none. The name is for those who look into /proc.
    let fd = unsafe { libc::memfd_create(c"turn".as_ptr(), libc::MFD_CLOEXEC) };
    assert!(fd >= 0, "there are descriptors left");
    // SAFETY: it is open and nobody else's.
    let memory = unsafe { OwnedFd::from_raw_fd(fd) };
    let turn = child::map_turn(&memory);
    let child = child::start("futex", place, memory, Stdio::null());
    let among = Among::Processes;
    let time = near_side(place, n, || turn.there_and_back(among));
    turn.pass(OVER, among);
    finish(child);
    child::unmap(turn);
    time
}

/// The other end of each.
pub mod other {
    use std::fs::File;
    use std::io::{self, Read, Write};
    use std::os::fd::AsFd;

    use super::*;
    use crate::futex::NEAR;

    pub fn pipes() {
        let stdin = io::stdin().as_fd().try_clone_to_owned();
        let stdout = io::stdout().as_fd().try_clone_to_owned();
        let mut there = File::from(stdin.expect("it is open"));
        let mut back = File::from(stdout.expect("it is open"));
        let mut byte = [0];
        while there.read_exact(&mut byte).is_ok() {
            back.write_all(&byte).expect("it is read");
        }
    }

    pub fn futex() {
        let memory = io::stdin().as_fd().try_clone_to_owned();
        let turn = child::map_turn(&memory.expect("it is open"));
        while turn.wait_while(NEAR, Among::Processes) != OVER {
            turn.pass(NEAR, Among::Processes);
        }
    }
}
