//! Two processes add to one number in memory that they share: as a load and a store, and as one step.

// ANCHOR: main
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};
use std::num::NonZeroUsize;
use std::process;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::thread::yield_now;

const TIMES: u64 = 100_000;

/// Zeros that this process and its children share.
#[derive(Default)]
struct Shared {
    started: AtomicU64,
    in_two_steps: AtomicU64,
    in_one_step: AtomicU64,
}

fn share() -> nix::Result<&'static Shared> {
    let length = NonZeroUsize::new(4096).unwrap();
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: new memory, all zeros, which are three atomics
    // with the value 0. It is never unmapped.
    unsafe {
        mmap_anonymous(
            None,
            length,
            access,
            MapFlags::MAP_SHARED,
        )
        .map(|memory| memory.cast().as_ref())
    }
}

// ANCHOR: count
fn count(shared: &Shared) {
    shared.started.fetch_add(1, SeqCst);
    while shared.started.load(SeqCst) < 2 {
        yield_now();
    }
    for _ in 0..TIMES {
        let number = shared.in_two_steps.load(SeqCst);
        // What else may happen between the two steps.
        yield_now();
        shared.in_two_steps.store(number + 1, SeqCst);

        shared.in_one_step.fetch_add(1, SeqCst);
    }
}
// ANCHOR_END: count

fn main() -> nix::Result<()> {
    let shared = share()?;
    // SAFETY: this process has no other thread.
    match unsafe { fork() }? {
        ForkResult::Child => {
            count(shared);
            process::exit(0);
        }
        ForkResult::Parent { child } => {
            count(shared);
            waitpid(child, None)?;
        }
    }
    let two_steps = shared.in_two_steps.load(SeqCst);
    let one_step = shared.in_one_step.load(SeqCst);
    println!("increments: {}", 2 * TIMES);
    println!(
        "in two steps, some are lost: {}",
        two_steps < 2 * TIMES
    );
    println!("in one step: {one_step}");
    assert!(two_steps < 2 * TIMES);
    assert_eq!(one_step, 2 * TIMES);
    Ok(())
}
// ANCHOR_END: main
