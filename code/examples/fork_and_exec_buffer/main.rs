//! What stands in a buffer when a process forks stands in two buffers afterwards, and is written twice.

// ANCHOR: main
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};
use std::io::{self, BufWriter, Write, pipe};
use std::process;

fn logged(flush_first: bool) -> io::Result<String> {
    let (reader, writer) = pipe()?;
    let mut log = BufWriter::new(writer);
    writeln!(log, "starting")?;
    if flush_first {
        log.flush()?;
    }
    // SAFETY: one thread, so nobody else holds a lock.
    let who = unsafe { fork()? };
    drop(log); // in both: writes what it still holds
    match who {
        ForkResult::Child => process::exit(0),
        ForkResult::Parent { child } => {
            waitpid(child, None)?;
        }
    }
    io::read_to_string(reader)
}

fn main() -> io::Result<()> {
    let careless = logged(false)?;
    let careful = logged(true)?;
    println!("forked with a full buffer: {careless:?}");
    println!("flushed before the fork:   {careful:?}");

    assert_eq!(careless, "starting\nstarting\n");
    assert_eq!(careful, "starting\n");
    Ok(())
}
// ANCHOR_END: main
