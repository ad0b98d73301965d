//! One process with two threads: the ids that the kernel gives to each.

// ANCHOR: main
use nix::unistd::{getpid, gettid};
use std::sync::mpsc;
use std::{fs, io, thread};

fn main() -> io::Result<()> {
    let (tell, told) = mpsc::channel();
    let (end, wait_for_end) = mpsc::channel::<()>();
    let worker = thread::spawn(move || {
        assert!(tell.send((getpid(), gettid())).is_ok());
        // Until the other end is dropped.
        assert!(wait_for_end.recv().is_err());
    });

    let (pid, tid) = told.recv().unwrap();
    println!("worker: pid {pid}, tid {tid}");
    println!("main:   pid {}, tid {}", getpid(), gettid());

    let mut tids = Vec::new();
    for entry in fs::read_dir("/proc/self/task")? {
        tids.push(entry?.file_name().into_string().unwrap());
    }
    println!("all tids: {}", tids.join(", "));
    drop(end);
    worker.join().unwrap();

    assert_eq!(pid, getpid());
    assert_eq!(gettid(), getpid());
    assert_eq!(tids.len(), 2);
    Ok(())
}
// ANCHOR_END: main
