//! A typed queue between processes: two producers, two consumers, each item delivered once.

// ANCHOR: queue
use nix::sys::socket::{
    AddressFamily, MsgFlags, SockFlag, SockType, recv, send,
    socketpair,
};
use serde::{Serialize, de::DeserializeOwned};
use std::io::{self, ErrorKind};
use std::marker::PhantomData;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};

/// The greatest item, in bytes.
const LIMIT: usize = 4096;

struct Sender<T>(OwnedFd, PhantomData<T>);
struct Receiver<T>(OwnedFd, PhantomData<T>);

fn queue() -> nix::Result<(OwnedFd, OwnedFd)> {
    let flags = SockFlag::SOCK_CLOEXEC;
    let kind = SockType::SeqPacket;
    socketpair(AddressFamily::Unix, kind, None, flags)
}

impl<T: Serialize> Sender<T> {
    /// Sends an item; waits while the queue is full.
    fn send(&self, item: &T) -> io::Result<()> {
        let bytes = postcard::to_stdvec(item)
            .map_err(io::Error::other)?;
        // An empty message would look like the end.
        if bytes.is_empty() || bytes.len() > LIMIT {
            return Err(ErrorKind::InvalidInput.into());
        }
        let flags = MsgFlags::MSG_NOSIGNAL;
        send(self.0.as_raw_fd(), &bytes, flags)?;
        Ok(())
    }
}

impl<T: DeserializeOwned> Receiver<T> {
    /// Waits for an item. `None` when all senders are gone.
    fn receive(&self) -> io::Result<Option<T>> {
        let mut bytes = [0; LIMIT];
        // With this flag the length is the sent one, also
        // where the message was too long and is cut off.
        let flags = MsgFlags::MSG_TRUNC;
        match recv(self.0.as_raw_fd(), &mut bytes, flags)? {
            0 => Ok(None),
            n if n > LIMIT => {
                Err(ErrorKind::InvalidData.into())
            }
            n => postcard::from_bytes(&bytes[..n])
                .map(Some)
                .map_err(io::Error::other),
        }
    }
}
// ANCHOR_END: queue

// ANCHOR: main
use std::env;
use std::process::{Command, Stdio};

fn produce(jobs: &Sender<u64>, first: u64) -> io::Result<()> {
    (first..first + 5).try_for_each(|n| jobs.send(&n))
}

fn consume(
    jobs: &Receiver<u64>,
    results: &Sender<(u64, u64)>,
) -> io::Result<()> {
    while let Some(n) = jobs.receive()? {
        results.send(&(n, n * n))?;
    }
    Ok(())
}

fn child(role: &str) -> io::Result<()> {
    let input = io::stdin().as_fd().try_clone_to_owned()?;
    let output = io::stdout().as_fd().try_clone_to_owned()?;
    match role.parse() {
        Ok(first) => {
            produce(&Sender(output, PhantomData), first)
        }
        Err(_) => consume(
            &Receiver(input, PhantomData),
            &Sender(output, PhantomData),
        ),
    }
}

fn main() -> io::Result<()> {
    if let Ok(role) = env::var("ROLE") {
        return child(&role);
    }
    let (to_jobs, jobs) = queue()?;
    let (to_results, results) = queue()?;
    let start = |role, input: Stdio, output: &OwnedFd| {
        Command::new(env::current_exe()?)
            .env("ROLE", role)
            .stdin(input)
            .stdout(output.try_clone()?)
            .spawn()
    };
    let children = [
        start("1", Stdio::null(), &to_jobs)?,
        start("6", Stdio::null(), &to_jobs)?,
        start(
            "consumer",
            jobs.try_clone()?.into(),
            &to_results,
        )?,
        start("consumer", jobs.into(), &to_results)?,
    ];
    drop((to_jobs, to_results));

    let results =
        Receiver::<(u64, u64)>(results, PhantomData);
    let mut squares = Vec::new();
    while let Some(result) = results.receive()? {
        squares.push(result);
    }
    for mut child in children {
        assert!(child.wait()?.success());
    }
    squares.sort();
    println!("{squares:?}");
    let expected: Vec<_> =
        (1..=10).map(|n| (n, n * n)).collect();
    assert_eq!(squares, expected);
    Ok(())
}
// ANCHOR_END: main
