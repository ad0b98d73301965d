//! A handler that takes a lock waits for the thread that it has interrupted. A thread that waits for the signal does not.

// ANCHOR: main
use nix::sys::signal::{self, SigHandler, Signal, raise};
use nix::unistd::alarm;
use signal_hook::consts::SIGUSR1;
use signal_hook::iterator::Signals;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::sync::Mutex;
use std::{env, thread};

static LOG: Mutex<Vec<&str>> = Mutex::new(Vec::new());

extern "C" fn handler(_: i32) {
    LOG.lock().unwrap().push("handled");
}

fn in_the_handler() -> io::Result<()> {
    // SAFETY: there is none, as will be seen.
    unsafe {
        let handler = SigHandler::Handler(handler);
        signal::signal(Signal::SIGUSR1, handler)?;
    }
    // SIGALRM ends this process in a second.
    alarm::set(1);
    let mut log = LOG.lock().unwrap();
    log.push("working");
    // The handler runs now, on this thread.
    raise(Signal::SIGUSR1)?;
    Ok(())
}

fn in_a_thread() -> io::Result<()> {
    let mut signals = Signals::new([SIGUSR1])?;
    let waiter = thread::spawn(move || {
        signals.forever().next();
        LOG.lock().unwrap().push("handled");
    });
    let mut log = LOG.lock().unwrap();
    raise(Signal::SIGUSR1)?;
    log.push("working");
    drop(log);
    waiter.join().unwrap();
    println!("  {:?}", LOG.lock().unwrap());
    Ok(())
}

fn main() -> io::Result<()> {
    match env::var("PLACE").as_deref() {
        Ok("in a thread") => return in_a_thread(),
        Ok(_) => return in_the_handler(),
        Err(_) => {}
    }
    for place in ["in the handler", "in a thread"] {
        println!("{place}:");
        let status = Command::new(env::current_exe()?)
            .env("PLACE", place)
            .status()?;
        println!("  {status}");
        let hung = status.signal() == Some(14);
        assert_eq!(hung, place == "in the handler");
        assert!(hung || status.success());
    }
    Ok(())
}
// ANCHOR_END: main
