//! Processes: forked, started, and as Python starts them.

use std::hint::black_box;
use std::process::Command;

use measure::{Candidate, Suite};

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let (group, unit) = ("Processes", "one started and finished");
    suite
        .candidate(
            Candidate::floor("syscall", "an empty system call")
                .group(group, "one call")
                .each(|| {
                    // SAFETY: getppid takes nothing, changes nothing and cannot fail. Unlike the clock, it is not answered in user space.
                    black_box(unsafe { libc::syscall(libc::SYS_getppid) });
                }),
        )
        .candidate(
            Candidate::floor("fork", "fork, _exit, waitpid")
                .group(group, unit)
                .above("syscall")
                .alone()
                .each(fork_and_wait),
        )
        .candidate(
            Candidate::ours("fork-256-mib", "the same with 256 MiB resident")
                .group(group, unit)
                .above("fork")
                .alone()
                .prepared_each_time(|| {
                    // Written to, so that every page is there and has its entry in the page tables that fork copies.
                    let ballast = vec![1u8; 256 << 20];
                    move |n| {
                        (0..n).for_each(|_| fork_and_wait());
                        black_box(&ballast);
                    }
                }),
        )
        .candidate(
            Candidate::ours("command", "Command of /bin/true")
                .group(group, unit)
                .above("fork")
                .beside("python-subprocess")
                .alone()
                .each(|| {
                    let status = Command::new("/bin/true")
                        .status()
                        .expect("/bin/true starts");
                    assert!(status.success());
                }),
        )
        .candidate(
            Candidate::peer("python-subprocess", "subprocess.run of /bin/true")
                .group(group, unit)
                .above("fork")
                .alone(),
        )
        .candidate(
            Candidate::peer("python-process-fork", "multiprocessing, fork")
                .group(group, unit)
                .above("fork")
                .alone(),
        )
        .candidate(
            Candidate::peer("python-process-forkserver", "multiprocessing, forkserver")
                .group(group, unit)
                .above("fork")
                .alone(),
        )
        .candidate(
            Candidate::peer("python-process-spawn", "multiprocessing, spawn")
                .group(group, unit)
                .above("fork")
                .alone(),
        )
}

/// A process at its least: no program is loaded, and nothing of Rust runs in the child.
fn fork_and_wait() {
    // SAFETY: the child calls nothing but _exit, which is allowed after a fork with other threads about.
    unsafe {
        let child = libc::fork();
        assert!(child >= 0, "fork failed");
        if child == 0 {
            libc::_exit(0);
        }
        let mut status = 0;
        assert_eq!(libc::waitpid(child, &mut status, 0), child);
    }
}
