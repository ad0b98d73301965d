//! The other process: this binary again, told by its environment what to be.

use std::env;
use std::os::fd::{AsRawFd, OwnedFd};
use std::process::{Child, Command, ExitCode, Stdio};

use measure::{Place, wake};

use crate::futex::Turn;
use crate::processes::other;

const ROLE: &str = "SWITCHING_COSTS_ROLE";
const PLACE: &str = "SWITCHING_COSTS_PLACE";

/// What this process is started for, if it is not the one that measures.
pub fn role() -> Option<String> {
    env::var(ROLE).ok()
}

/// Starts the other process. It does not outlive the thread that calls this, which must not be pinned.
pub fn start(role: &str, place: Place, stdin: impl Into<Stdio>, stdout: impl Into<Stdio>) -> Child {
    Command::new(env::current_exe().expect("it has a path"))
        .env(ROLE, role)
        .env(PLACE, format!("{place:?}"))
        .stdin(stdin)
        .stdout(stdout)
        .spawn()
        .expect("it starts")
}

/// Is the other process.
pub fn run(role: &str) -> ExitCode {
    // SAFETY: it asks for a signal, and touches no memory.
    unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) };
    wake::cores();
    match env::var(PLACE).as_deref() {
        Ok("OneCore") => Place::OneCore.far(),
        Ok("TwoCores") => Place::TwoCores.far(),
        _ => Place::Anywhere.far(),
    }
    match role {
        "pipes" => other::pipes(),
        "futex" => other::futex(),
        _ => panic!("there is no role {role}"),
    }
    ExitCode::SUCCESS
}

const PAGE: usize = 4096;

/// A turn in memory that both processes map. What is new in it is zero: the near side's turn.
pub fn map_turn(memory: &OwnedFd) -> &'static Turn {
    // SAFETY: a page of a file that we hold is mapped where the kernel likes. A turn is a number, and any bits are one.
    unsafe {
        assert_eq!(libc::ftruncate(memory.as_raw_fd(), PAGE as i64), 0);
        let page = libc::mmap(
            std::ptr::null_mut(),
            PAGE,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_SHARED,
            memory.as_raw_fd(),
            0,
        );
        assert_ne!(page, libc::MAP_FAILED, "there is memory");
        &*page.cast::<Turn>()
    }
}

/// Gives the page back. The turn must not be used after this.
pub fn unmap(turn: &'static Turn) {
    // SAFETY: it was mapped by `map_turn`, and its user has done with it.
    unsafe { libc::munmap(std::ptr::from_ref(turn).cast_mut().cast(), PAGE) };
}
