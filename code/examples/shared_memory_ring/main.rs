//! Messages through the ring to another process, which is then killed in the middle.

// ANCHOR: main
use code::process::ring::{Consumer, Producer, RingError};
use nix::sys::signal::{Signal, raise};
use std::env;
use std::error::Error;
use std::io;
use std::os::fd::AsFd;
use std::process::Command;

fn child() -> Result<(), Box<dyn Error>> {
    let stdin = io::stdin().as_fd().try_clone_to_owned()?;
    let mut ring = Producer::from_fd(stdin)?;
    for number in 0..1000 {
        let message = format!("message {number}");
        ring.send(message.as_bytes())?;
    }
    raise(Signal::SIGKILL)?;
    unreachable!("it is dead")
}

fn main() -> Result<(), Box<dyn Error>> {
    if env::var_os("CHILD").is_some() {
        return child();
    }
    let (mut ring, stdin) = Consumer::create(4096)?;
    let mut child = Command::new(env::current_exe()?)
        .env("CHILD", "")
        .stdin(stdin)
        .spawn()?;

    let mut received = 0;
    let mut last = String::new();
    let ended = loop {
        match ring.receive() {
            Ok(Some(message)) => {
                last = String::from_utf8(message.to_vec())?;
                received += 1;
            }
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    println!("{received} received, the last is {last:?}");
    println!("then: {}", ended.as_ref().unwrap_err());
    println!("the child: {}", child.wait()?);
    assert_eq!(last, "message 999");
    assert!(matches!(ended, Err(RingError::PeerGone)));
    Ok(())
}
// ANCHOR_END: main
