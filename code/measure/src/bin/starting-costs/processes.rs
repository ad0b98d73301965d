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
            Candidate::floor("vfork", "vfork, _exit, waitpid")
                .group(group, unit)
                .above("syscall")
                .alone()
                .prepared(|| {
                    let mut stack = vec![0u8; 64 << 10];
                    move |n| (0..n).for_each(|_| vfork_and_wait(&mut stack))
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
            Candidate::ours("fork-256-mib", "fork with 256 MiB resident")
                .group(group, unit)
                .above("fork")
                .alone()
                .prepared_each_time(|| {
                    // Written to, so that every page is there and has its entry in the page tables that fork copies.
                    let mut ballast = vec![0u8; 256 << 20];
                    small_pages(&mut ballast);
                    ballast.fill(1);
                    move |n| {
                        (0..n).for_each(|_| fork_and_wait());
                        black_box(&ballast);
                    }
                }),
        )
        .candidate(
            Candidate::ours("command", "Command of /bin/true")
                .group(group, unit)
                .above("vfork")
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
                .above("vfork")
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

/// A process at its least: it borrows our memory, as the child of `posix_spawn` does, and ends.
fn vfork_and_wait(stack: &mut [u8]) {
    extern "C" fn end(_: *mut libc::c_void) -> libc::c_int {
        // SAFETY: nothing runs after it, neither destructors nor handlers.
        unsafe { libc::_exit(0) }
    }
    let top = stack.as_mut_ptr_range().end.cast();
    let flags = libc::CLONE_VM | libc::CLONE_VFORK | libc::SIGCHLD;
    // SAFETY: the child has a stack of its own, touches no other memory of ours, and we sleep until it has ended.
    unsafe {
        let child = libc::clone(end, top, flags, std::ptr::null_mut());
        assert!(child >= 0, "clone failed");
        let mut status = 0;
        assert_eq!(libc::waitpid(child, &mut status, 0), child);
    }
}

/// Where the kernel would back a large block with huge pages, fork has five hundred times less to copy.
fn small_pages(memory: &mut [u8]) {
    let pages = memory.as_mut_ptr_range();
    let start = pages.start.map_addr(|address| address & !4095);
    let length = pages.end.addr() - start.addr();
    // SAFETY: advice on memory that is ours; it changes no content. Whether it is taken does not matter.
    unsafe { libc::madvise(start.cast(), length, libc::MADV_NOHUGEPAGE) };
}

/// The same with an address space of its own: no program is loaded, and nothing of Rust runs in the child.
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
