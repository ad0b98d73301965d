//! Processes: a fork that does nothing, forks of a parent with memory, this program executed, and Python's.

use std::env;
use std::io::{self, PipeWriter, Read, Write};
use std::os::fd::{AsRawFd, RawFd};
use std::process::{Child, Command, ExitCode};

use measure::Suite;

use crate::held::Group;

const ROLE: &str = "MEMORY_CHILD";
const MIB: usize = 1 << 20;
/// What the parent of the larger forks has.
const RESIDENT: usize = 16 * MIB;

pub fn add(suite: Suite) -> Suite {
    let group = Group {
        name: "Processes",
        unit: "one that sleeps",
    };
    suite
        .memory(
            group.floor("fork", "fork, and the child sleeps", 1000, |n| {
                Forked::new(n, 0, 0)
            }),
        )
        .memory(
            group
                .ours("fork-16-mib", "fork with 16 MiB resident", 200, |n| {
                    Forked::new(n, RESIDENT, 0)
                })
                .above("fork")
                .beside("python-fork"),
        )
        .memory(
            group
                .ours("fork-written", "the same, the child writes half", 40, |n| {
                    Forked::new(n, RESIDENT, RESIDENT / 2)
                })
                .above("fork")
                .beside("python-fork"),
        )
        .memory(
            group
                .ours("command", "Command of a Rust program", 400, Executed::new)
                .above("fork")
                .beside("python-spawn"),
        )
        .memory(
            group
                .peer("python-fork", "multiprocessing, fork", 200, "fork")
                .above("fork"),
        )
        .memory(
            group
                .peer("python-spawn", "multiprocessing, spawn", 12, "spawn")
                .above("fork"),
        )
}

/// Forked children, which sleep until they are killed.
struct Forked(Vec<libc::pid_t>);

impl Forked {
    /// The parent has so many bytes resident, and each child writes so many of them. Held is this and the parent's memory.
    fn new(n: u32, resident: usize, written: usize) -> (Self, Vec<u8>) {
        // With children, what they do not write is nobody's own. Without them it is the parent's, which is no cost of a child.
        let mut memory = vec![1u8; if n == 0 { written } else { resident }];
        let (mut ready, done) = io::pipe().expect("there are descriptors");
        let mut children = Forked(Vec::new());
        for _ in 0..n {
            // SAFETY: this process has one thread, and the child makes system calls and writes to memory that it has.
            match unsafe { libc::fork() } {
                0 => sleep(&mut memory[..written], done.as_raw_fd()),
                child => {
                    assert!(child > 0, "{}", io::Error::last_os_error());
                    children.0.push(child);
                }
            }
        }
        drop(done);
        ready
            .read_exact(&mut vec![0; n as usize])
            .expect("each child says so when it is ready");
        (children, memory)
    }
}

fn sleep(memory: &mut [u8], done: RawFd) -> ! {
    for page in memory.chunks_mut(4096) {
        page[0] = 2;
    }
    std::hint::black_box(memory);
    // SAFETY: the calls take no memory but the one byte. If the parent dies, the child is killed.
    unsafe {
        libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
        libc::write(done, b"x".as_ptr().cast(), 1);
        loop {
            libc::pause();
        }
    }
}

impl Drop for Forked {
    fn drop(&mut self) {
        for &child in &self.0 {
            // SAFETY: it is a child of ours that nobody has waited for.
            unsafe {
                libc::kill(child, libc::SIGKILL);
                libc::waitpid(child, std::ptr::null_mut(), 0);
            }
        }
    }
}

/// Children that are this program, and end when a pipe is closed: by this, or with this process.
struct Executed {
    hold: Option<PipeWriter>,
    children: Vec<Child>,
}

impl Executed {
    fn new(n: u32) -> Self {
        let (until, hold) = io::pipe().expect("there are descriptors");
        let (mut ready, done) = io::pipe().expect("there are descriptors");
        let start = |_| {
            Command::new(env::current_exe().expect("it has a path"))
                .env(ROLE, "1")
                .stdin(until.try_clone().expect("there are descriptors"))
                .stdout(done.try_clone().expect("there are descriptors"))
                .spawn()
                .expect("it starts")
        };
        let children = (0..n).map(start).collect();
        drop(done);
        ready
            .read_exact(&mut vec![0; n as usize])
            .expect("each child says so when it is ready");
        Executed {
            hold: Some(hold),
            children,
        }
    }
}

impl Drop for Executed {
    fn drop(&mut self) {
        drop(self.hold.take());
        for child in &mut self.children {
            let _ = child.wait();
        }
    }
}

/// Whether this process is one of [`Executed`].
pub fn is_child() -> bool {
    env::var_os(ROLE).is_some()
}

/// Says that it is there, and waits until nobody wants it.
pub fn wait_for_the_end() -> ExitCode {
    let said = io::stdout().write_all(b"x");
    let said = said.and_then(|()| io::stdout().flush());
    let _ = io::stdin().read(&mut [0]);
    said.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}
