//! Three workers and seven tasks, the first of them long. Whoever answers gets the next.

// ANCHOR: main
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use std::env;
use std::io::{Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

/// A task is a byte: how many times four milliseconds.
fn work() -> std::io::Result<()> {
    let stdin = std::io::stdin();
    let mut socket =
        UnixStream::from(stdin.as_fd().try_clone_to_owned()?);
    let mut task = [0];
    socket.write_all(&task)?; // ready
    while socket.read(&mut task)? > 0 {
        sleep(Duration::from_millis(4) * task[0].into());
        socket.write_all(&task)?;
    }
    Ok(())
}

fn start() -> std::io::Result<(Child, UnixStream)> {
    let (ours, theirs) = UnixStream::pair()?;
    let child = Command::new(env::current_exe()?)
        .env("WORKER", "1")
        .stdin(std::os::fd::OwnedFd::from(theirs))
        .spawn()?;
    Ok((child, ours))
}

fn main() -> std::io::Result<()> {
    if env::var_os("WORKER").is_some() {
        return work();
    }
    let mut workers = [start()?, start()?, start()?];
    let mut tasks = [250u8, 1, 1, 1, 1, 1, 1].into_iter();
    let mut done = [0; 3];
    let mut out = 0;

    for (_, socket) in &mut workers {
        socket.read_exact(&mut [0])?; // all are ready
    }
    for (_, socket) in &mut workers {
        out += socket.write(&[tasks.next().unwrap()])?;
    }
    while out > 0 {
        let mut asked =
            workers.each_ref().map(|(_, socket)| {
                PollFd::new(socket.as_fd(), PollFlags::POLLIN)
            });
        poll(&mut asked, PollTimeout::NONE)?;
        let answered =
            asked.map(|one| one.any() == Some(true));
        for at in (0..3).filter(|at| answered[*at]) {
            let socket = &mut workers[at].1;
            socket.read_exact(&mut [0])?;
            done[at] += 1;
            out -= 1;
            if let Some(task) = tasks.next() {
                out += socket.write(&[task])?;
            }
        }
    }
    for (mut child, socket) in workers {
        drop(socket);
        assert!(child.wait()?.success());
    }
    println!("the long task's worker did {}", done[0]);
    println!("the other two did {}", done[1] + done[2]);
    assert_eq!((done[0], done[1] + done[2]), (1, 6));
    Ok(())
}
// ANCHOR_END: main
