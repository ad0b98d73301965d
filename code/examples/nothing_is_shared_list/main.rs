//! Two children fill a list. The parent's, at the same address, stays empty.

// ANCHOR: main
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};
use std::process;

fn fill(name: &str, list: &mut Vec<u32>) {
    list.extend([1, 2, 3]);
    println!("{name}: {:p} {list:?}", &raw const *list);
}

fn main() -> nix::Result<()> {
    let mut list = Vec::new();
    for name in ["child 1", "child 2"] {
        // SAFETY: no other thread runs in this program, so
        // no lock is held by a thread the child lacks.
        match unsafe { fork() }? {
            ForkResult::Child => {
                fill(name, &mut list);
                process::exit(0);
            }
            ForkResult::Parent { child } => assert_eq!(
                waitpid(child, None)?,
                WaitStatus::Exited(child, 0)
            ),
        }
    }
    println!("parent:  {:p} {list:?}", &raw const list);
    assert!(list.is_empty());
    Ok(())
}
// ANCHOR_END: main
