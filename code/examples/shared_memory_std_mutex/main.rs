//! A `std::sync::Mutex` in shared memory is not woken by another process: the sleeper sleeps on.

// ANCHOR: main
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};
use nix::sys::wait::waitpid;
use nix::unistd::{
    ForkResult, fork, gettid, pipe, read, write,
};
use std::num::NonZeroUsize;
use std::sync::{Mutex, mpsc};
use std::time::Duration;
use std::{fs, io, mem, process, thread};

/// A mutex that this process and its children can reach.
fn share() -> nix::Result<&'static Mutex<()>> {
    let length = NonZeroUsize::new(4096).unwrap();
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: new memory, never unmapped, initialised here.
    unsafe {
        let memory = mmap_anonymous(
            None,
            length,
            access,
            MapFlags::MAP_SHARED,
        )?;
        let mutex = memory.cast::<Mutex<()>>();
        mutex.write(Mutex::new(()));
        Ok(mutex.as_ref())
    }
}

fn is_asleep(thread: i32) -> bool {
    let path = format!("/proc/self/task/{thread}/stat");
    fs::read_to_string(path).unwrap().contains(") S ")
}

fn main() -> io::Result<()> {
    let mutex = share()?;
    let (locked, says_locked) = pipe()?;
    let (may_unlock, says_unlock) = pipe()?;
    // SAFETY: this process has no other thread.
    let child = match unsafe { fork() }? {
        ForkResult::Child => {
            let guard = mutex.lock().unwrap();
            write(&says_locked, &[1])?;
            read(&may_unlock, &mut [0])?;
            drop(guard);
            process::exit(0);
        }
        ForkResult::Parent { child } => child,
    };
    read(&locked, &mut [0])?;
    let (say, hear) = mpsc::channel();
    thread::spawn(move || {
        say.send(gettid().as_raw()).unwrap();
        mem::forget(mutex.lock());
        say.send(0).unwrap();
    });
    let waiter = hear.recv().unwrap();
    while !is_asleep(waiter) {
        thread::yield_now();
    }
    write(&says_unlock, &[1])?;
    waitpid(child, None)?;
    let woken = hear.recv_timeout(Duration::from_secs(1));
    println!("the child unlocked it and ended");
    println!("is it free? {}", mutex.try_lock().is_ok());
    println!("was the waiter woken? {}", woken.is_ok());
    assert!(woken.is_err() && is_asleep(waiter));
    Ok(())
}
// ANCHOR_END: main
