//! A forked child has one thread. A lock that another thread of the parent held is held in the child for ever.

// ANCHOR: main
use nix::sys::signal::Signal;
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, alarm, fork};
use std::sync::{Mutex, mpsc};
use std::{process, thread};

static LOG: Mutex<()> = Mutex::new(());

fn main() -> nix::Result<()> {
    let (tell, told) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let logger = thread::spawn(move || {
        let _guard = LOG.lock().unwrap();
        tell.send(()).unwrap();
        let _ = released.recv(); // a slow write to the log
    });
    told.recv().unwrap(); // from here on the lock is held

    // SAFETY: none, and that is the point. There are two
    // threads, and the child does more than it may.
    let end = match unsafe { fork()? } {
        ForkResult::Child => {
            alarm::set(1); // in a second: SIGALRM, the end
            let _guard = LOG.lock().unwrap();
            process::exit(0); // never reached
        }
        ForkResult::Parent { child } => waitpid(child, None)?,
    };
    drop(release);
    logger.join().unwrap();
    let _guard = LOG.lock().unwrap();
    println!("the parent has got the lock");

    let WaitStatus::Signaled(_, signal, _) = end else {
        panic!("the child has ended by itself: {end:?}");
    };
    println!("the child has waited until {signal}");
    assert_eq!(signal, Signal::SIGALRM);
    Ok(())
}
// ANCHOR_END: main
