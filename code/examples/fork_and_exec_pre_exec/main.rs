//! Between fork and exec: the child leaves its parent's session, and the new program starts in one of its own.

// ANCHOR: main
use nix::unistd::{Pid, getsid, setsid};
use std::io::{self, ErrorKind};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

/// Starts `cat` in a session of its own.
fn detached(cat: &mut Command) -> io::Result<Child> {
    // SAFETY: the closure makes one system call. It allocates
    // nothing, takes no lock and cannot panic.
    unsafe {
        cat.pre_exec(|| {
            setsid()?;
            Ok(())
        });
    }
    cat.stdin(Stdio::piped()).spawn()
}

fn main() -> io::Result<()> {
    let ours = getsid(None)?;
    let mut child = detached(&mut Command::new("cat"))?;
    let pid = Pid::from_raw(child.id() as i32);
    let session = getsid(Some(pid))?;
    child.wait()?; // closes the pipe, and `cat` ends
    println!("cat: pid {pid}, session id {session}");
    assert!(session == pid && session != ours);

    let mut leader = Command::new("cat");
    leader.process_group(0); // it leads a group
    let refused = detached(&mut leader).unwrap_err();
    println!("a leader: {refused}");
    assert_eq!(refused.kind(), ErrorKind::PermissionDenied);
    Ok(())
}
// ANCHOR_END: main
