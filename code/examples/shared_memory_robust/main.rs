//! A process dies while it holds a lock in shared memory. A robust mutex tells the next one.

// ANCHOR: main
use nix::errno::Errno;
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};
use std::mem::MaybeUninit;
use std::num::NonZeroUsize;

type Mutex = *mut libc::pthread_mutex_t;

// ANCHOR: make
/// A mutex for several processes, which says when its
/// holder died. In memory that children share.
fn share() -> nix::Result<Mutex> {
    let length = NonZeroUsize::new(4096).unwrap();
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    let mut kind = MaybeUninit::uninit();
    let kind = kind.as_mut_ptr();
    // SAFETY: `kind` is initialised before it is used. The
    // memory is new, large enough, and never unmapped.
    unsafe {
        let memory = mmap_anonymous(
            None,
            length,
            access,
            MapFlags::MAP_SHARED,
        )?;
        let mutex = memory.as_ptr().cast();
        libc::pthread_mutexattr_init(kind);
        libc::pthread_mutexattr_setpshared(
            kind,
            libc::PTHREAD_PROCESS_SHARED,
        );
        libc::pthread_mutexattr_setrobust(
            kind,
            libc::PTHREAD_MUTEX_ROBUST,
        );
        libc::pthread_mutex_init(mutex, kind);
        libc::pthread_mutexattr_destroy(kind);
        Ok(mutex)
    }
}
// ANCHOR_END: make

fn main() -> nix::Result<()> {
    let mutex = share()?;
    // SAFETY: this process has no other thread, and the mutex
    // is initialised and stays where it is.
    unsafe {
        if let ForkResult::Parent { child } = fork()? {
            let ended = waitpid(child, None)?;
            println!("the holder: {ended:?}");
        } else {
            libc::pthread_mutex_lock(mutex);
            libc::raise(libc::SIGKILL);
        }
        let first = libc::pthread_mutex_lock(mutex);
        let first = Errno::from_raw(first);
        println!("my lock: {first}");
        // Here the data is looked over. Then:
        libc::pthread_mutex_consistent(mutex);
        libc::pthread_mutex_unlock(mutex);

        let second = libc::pthread_mutex_lock(mutex);
        println!("the next: {second}");
        libc::pthread_mutex_unlock(mutex);

        assert_eq!(first, Errno::EOWNERDEAD);
        assert_eq!(second, 0);
    }
    Ok(())
}
// ANCHOR_END: main
