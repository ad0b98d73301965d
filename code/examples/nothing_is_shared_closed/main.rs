//! A queue ends when its last writing end is closed. The parent has one too.

// ANCHOR: main
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::socket::{
    AddressFamily, SockFlag, SockType, socketpair,
};
use std::env;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::fd::AsFd;
use std::process::{Command, Stdio};

fn reader() -> io::Result<()> {
    let input = io::stdin().as_fd().try_clone_to_owned()?;
    let mut items = File::from(input);
    let mut bytes = [0; 100];
    loop {
        match items.read(&mut bytes)? {
            0 => break println!("reader: the end"),
            n => println!("reader: {n} bytes"),
        }
    }
    Ok(())
}

fn main() -> io::Result<()> {
    if env::var("ROLE").is_ok() {
        return reader();
    }
    let (to_items, items) = socketpair(
        AddressFamily::Unix,
        SockType::SeqPacket,
        None,
        SockFlag::SOCK_CLOEXEC,
    )?;
    let mut child = Command::new(env::current_exe()?)
        .env("ROLE", "reader")
        .stdin(items)
        .stdout(Stdio::piped())
        .spawn()?;
    let said = child.stdout.take().expect("it is piped");
    let mut said = BufReader::new(said);
    let mut line = String::new();

    // Not the only writing end: `to_items` is open as well.
    let mut writer = File::from(to_items.try_clone()?);
    writer.write_all(b"A")?;
    writer.write_all(b"BCD")?;
    drop(writer);
    for _ in 0..2 {
        said.read_line(&mut line)?;
    }
    print!("{line}");

    let pipe = PollFd::new(
        said.get_ref().as_fd(),
        PollFlags::POLLIN,
    );
    let ready = poll(&mut [pipe], PollTimeout::from(300u16))?;
    println!("one end is closed; answers: {ready}");
    assert_eq!(ready, 0);

    drop(to_items);
    line.clear();
    said.read_line(&mut line)?;
    print!("both are closed; {line}");
    assert_eq!(line, "reader: the end\n");
    assert!(child.wait()?.success());
    Ok(())
}
// ANCHOR_END: main
