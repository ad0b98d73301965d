//! A queue that is a socket is full when the socket's buffer is. The producer then waits.

// ANCHOR: main
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::socket::{
    AddressFamily, SockFlag, SockType, setsockopt,
    socketpair, sockopt::SndBuf,
};
use std::env;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::process::{Command, Stdio};

const ITEMS: usize = 1000;

fn produce() -> io::Result<()> {
    let output = io::stdout().as_fd().try_clone_to_owned()?;
    let mut items = File::from(output);
    for _ in 0..ITEMS {
        items.write_all(&[1; 1000])?;
    }
    eprint!("all are put");
    Ok(())
}

fn main() -> io::Result<()> {
    if env::var("ROLE").is_ok() {
        return produce();
    }
    let (to_items, items) = socketpair(
        AddressFamily::Unix,
        SockType::SeqPacket,
        None,
        SockFlag::SOCK_CLOEXEC,
    )?;
    setsockopt(&to_items, SndBuf, &(64 << 10))?;
    let mut child = Command::new(env::current_exe()?)
        .env("ROLE", "producer")
        .stdout(to_items)
        .stderr(Stdio::piped())
        .spawn()?;
    let mut said = child.stderr.take().expect("it is piped");

    let pipe = PollFd::new(said.as_fd(), PollFlags::POLLIN);
    let ready = poll(&mut [pipe], PollTimeout::from(300u16))?;
    println!("nobody reads; all are put: {}", ready > 0);
    assert_eq!(ready, 0);

    let mut items = File::from(items);
    let mut got = 0;
    while items.read(&mut [0; 1000])? > 0 {
        got += 1;
    }
    let mut answer = String::new();
    said.read_to_string(&mut answer)?;
    println!("{got} are got; {answer}; {}", child.wait()?);
    assert_eq!((got, &*answer), (ITEMS, "all are put"));
    Ok(())
}
// ANCHOR_END: main
