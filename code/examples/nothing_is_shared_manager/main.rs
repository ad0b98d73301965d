//! One process owns the number. The others send what is to be done with it.

// ANCHOR: main
use nix::sys::socket::{
    AddressFamily, SockFlag, SockType, socketpair,
};
use serde::{Deserialize, Serialize};
use std::env;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::process::Command;

#[derive(Serialize, Deserialize)]
enum Request {
    Add(u32),
}

fn worker() -> io::Result<()> {
    let output = io::stdout().as_fd().try_clone_to_owned()?;
    let bytes = postcard::to_stdvec(&Request::Add(1))
        .map_err(io::Error::other)?;
    File::from(output).write_all(&bytes)
}

fn main() -> io::Result<()> {
    if env::var("ROLE").is_ok() {
        return worker();
    }
    let (to_owner, requests) = socketpair(
        AddressFamily::Unix,
        SockType::SeqPacket,
        None,
        SockFlag::SOCK_CLOEXEC,
    )?;
    let start = |output: OwnedFd| {
        Command::new(env::current_exe()?)
            .env("ROLE", "worker")
            .stdout(output)
            .spawn()
    };
    let children =
        [start(to_owner.try_clone()?)?, start(to_owner)?];

    let mut requests = File::from(requests);
    let (mut n, mut bytes) = (0, [0; 100]);
    loop {
        let length = requests.read(&mut bytes)?;
        if length == 0 {
            break;
        }
        let request = postcard::from_bytes(&bytes[..length])
            .map_err(io::Error::other)?;
        match request {
            Request::Add(more) => n += more,
        }
    }
    for mut child in children {
        assert!(child.wait()?.success());
    }
    println!("sent to the owner: {n}");
    assert_eq!(n, 2);
    Ok(())
}
// ANCHOR_END: main
