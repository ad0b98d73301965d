//! Threads: the least that `clone` makes, std's with two sizes of stack, one whose stack was once deep, and Python's.

use std::ffi::{c_int, c_void};
use std::hint::black_box;
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{self, Builder};
use std::time::Duration;

use measure::Suite;

use crate::held::Group;

const PAGE: usize = 4096;
const DEEP: usize = 100 << 10;

pub fn add(suite: Suite) -> Suite {
    let group = Group {
        name: "Threads",
        unit: "one that sleeps",
    };
    let nothing = || ();
    suite
        .memory(group.floor("clone", "clone, with a page of stack", 10_000, cloned))
        .memory(
            group
                .ours("thread", "thread::spawn", 10_000, move |n| {
                    parked(n, Builder::new, nothing);
                })
                .above("clone")
                .beside("python-thread"),
        )
        .memory(
            group
                .ours(
                    "thread-64-kib",
                    "with a stack of 64 KiB",
                    10_000,
                    move |n| {
                        parked(n, || Builder::new().stack_size(64 << 10), nothing);
                    },
                )
                .above("clone")
                .beside("python-thread"),
        )
        .memory(
            group
                .ours(
                    "thread-deep",
                    "that once used 100 KiB of stack",
                    2000,
                    |n| {
                        parked(n, Builder::new, deep);
                    },
                )
                .above("clone")
                .beside("python-thread"),
        )
        .memory(
            group
                .peer("python-thread", "threading.Thread", 4000, "threads")
                .above("clone"),
        )
}

/// Starts threads that have done their work and sleep. They end with the process, which holds nothing else.
fn parked(n: u32, builder: fn() -> Builder, work: fn()) {
    let started = Arc::new(AtomicU32::new(0));
    for _ in 0..n {
        let started = Arc::clone(&started);
        let sleeps = move || {
            work();
            started.fetch_add(1, Ordering::Release);
            loop {
                thread::park();
            }
        };
        builder().spawn(sleeps).expect("there may be so many");
    }
    while started.load(Ordering::Acquire) < n {
        thread::sleep(Duration::from_millis(1));
    }
}

#[inline(never)]
fn deep() {
    let frame = [1u8; DEEP];
    black_box(&frame);
}

/// Threads that the C library knows nothing of, each with one page of one block for a stack.
fn cloned(n: u32) {
    let stacks = Box::leak(vec![0u8; (n as usize + 1) * PAGE].into_boxed_slice());
    let flags = libc::CLONE_VM
        | libc::CLONE_FS
        | libc::CLONE_FILES
        | libc::CLONE_SIGHAND
        | libc::CLONE_THREAD
        | libc::CLONE_SYSVSEM;
    for stack in stacks.chunks_exact_mut(PAGE).skip(1) {
        let top = stack.as_mut_ptr_range().end;
        // SAFETY: the stack is the thread's alone, for ever; malloc's block is aligned to 16 bytes, and so is each page of it. The
        // thread makes one system call after the other and touches nothing that its creator's thread-local variables hold.
        let thread = unsafe { libc::clone(sleep_for_ever, top.cast(), flags, ptr::null_mut()) };
        assert!(thread > 0, "there may be so many");
    }
}

extern "C" fn sleep_for_ever(_: *mut c_void) -> c_int {
    loop {
        // SAFETY: it waits for no descriptor, without a limit.
        unsafe { libc::syscall(libc::SYS_ppoll, ptr::null::<libc::pollfd>(), 0, 0, 0, 0) };
    }
}
