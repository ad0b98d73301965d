//! A reader killed while it waits for an item leaves nothing locked.

// ANCHOR: main
use nix::sys::socket::{
    AddressFamily, SockFlag, SockType, socketpair,
};
use std::env;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::process::{Command, Stdio};

fn read() -> io::Result<()> {
    let input = io::stdin().as_fd().try_clone_to_owned()?;
    println!("waiting");
    let length = File::from(input).read(&mut [0; 10])?;
    unreachable!(
        "no item while it lives, yet {length} bytes"
    );
}

fn main() -> io::Result<()> {
    if env::var("ROLE").is_ok() {
        return read();
    }
    let (to_items, items) = socketpair(
        AddressFamily::Unix,
        SockType::SeqPacket,
        None,
        SockFlag::SOCK_CLOEXEC,
    )?;
    let mut child = Command::new(env::current_exe()?)
        .env("ROLE", "reader")
        .stdin(items.try_clone()?)
        .stdout(Stdio::piped())
        .spawn()?;
    let mut said = child.stdout.take().expect("it is piped");
    said.read_exact(&mut [0; "waiting\n".len()])?;

    child.kill()?;
    println!("the reader: {}", child.wait()?);

    File::from(to_items).write_all(b"A")?;
    let mut item = [0; 10];
    let length = File::from(items).read(&mut item)?;
    println!("the next reader got {:?}", &item[..length]);
    assert_eq!(&item[..length], b"A");
    Ok(())
}
// ANCHOR_END: main
