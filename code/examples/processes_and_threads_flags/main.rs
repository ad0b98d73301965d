//! The system call that starts threads and processes, and what each of its flags makes the two share.

// ANCHOR: main
use nix::sched::{CloneFlags, clone};
use nix::sys::wait::waitpid;
use nix::unistd::{chdir, dup};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::{env, fs, io, mem};

static VARIABLE: AtomicBool = AtomicBool::new(false);

/// Lets a new one change three things, and looks which of
/// them have changed here. The last: is it a child of ours?
fn shared(flags: CloneFlags) -> io::Result<[bool; 4]> {
    let home = env::current_dir()?;
    let open = fs::read_dir("/proc/self/fd")?.count();
    VARIABLE.store(false, Relaxed);

    let change = || {
        VARIABLE.store(true, Relaxed);
        let moved = chdir("/");
        mem::forget(dup(io::stderr())); // stays open
        moved.is_err().into()
    };
    let mut stack = vec![0; 64 * 1024];
    let vfork = CloneFlags::CLONE_VFORK;
    // SAFETY: vfork means that we sleep until the new one
    // has ended, and it allocates, locks and frees nothing.
    let pid = unsafe {
        clone(
            Box::new(change),
            &mut stack,
            flags | vfork,
            Some(libc::SIGCHLD),
        )
    }?;
    let child = waitpid(pid, None).is_ok();
    let variable = VARIABLE.load(Relaxed);
    let directory = env::current_dir()? != home;
    let files = fs::read_dir("/proc/self/fd")?.count() > open;
    env::set_current_dir(home)?;
    Ok([variable, directory, files, child])
}

fn main() -> io::Result<()> {
    use CloneFlags as C;
    let all = C::CLONE_VM | C::CLONE_FS | C::CLONE_FILES;
    let thread = C::CLONE_SIGHAND | C::CLONE_THREAD;
    env::set_current_dir("/proc")?;

    println!("        variable directory file  child");
    for (name, flags) in [
        ("none", C::empty()),
        ("VM", C::CLONE_VM),
        ("FS", C::CLONE_FS),
        ("FILES", C::CLONE_FILES),
        ("all", all),
        ("THREAD", all | thread),
    ] {
        let [a, b, c, d] = shared(flags)?;
        println!("{name:7} {a:<8} {b:<9} {c:<5} {d}");
        assert_eq!(a, flags.contains(C::CLONE_VM));
        assert_eq!(b, flags.contains(C::CLONE_FS));
        assert_eq!(c, flags.contains(C::CLONE_FILES));
        assert_eq!(d, !flags.contains(C::CLONE_THREAD));
    }
    Ok(())
}
// ANCHOR_END: main
