//! The other process: this binary again, told by its environment what to be.

use std::env;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::process::{Child, Command, ExitCode, Stdio};

use code::process::ring::{Consumer, Producer};
use measure::Place;

use crate::stream;

const ROLE: &str = "MOVING_DATA_ROLE";
const SIZE: &str = "MOVING_DATA_SIZE";
const PLACE: &str = "MOVING_DATA_PLACE";

/// Bytes that a reader of small messages asks for at once.
const AHEAD: usize = 64 << 10;

/// What this process is started for, if it is not the one that measures.
pub fn role() -> Option<String> {
    env::var(ROLE).ok()
}

/// Starts the other process. From a thread that is not pinned, as it would be pinned like that.
pub fn start(
    role: &str,
    size: usize,
    place: Place,
    stdin: impl Into<Stdio>,
    stdout: impl Into<Stdio>,
) -> Child {
    stream::check(place);
    Command::new(env::current_exe().expect("it has a path"))
        .env(ROLE, role)
        .env(SIZE, size.to_string())
        .env(PLACE, format!("{place:?}"))
        .stdin(stdin)
        .stdout(stdout)
        .spawn()
        .expect("it starts")
}

/// Waits for the other process, which was told to end.
pub fn finish(mut child: Child) {
    assert!(child.wait().expect("it is a child").success());
}

/// Is the other process.
pub fn run(role: &str) -> ExitCode {
    let size = env::var(SIZE)
        .ok()
        .and_then(|size| size.parse().ok())
        .expect("a size is given");
    match env::var(PLACE).as_deref() {
        Ok("OneCore") => Place::OneCore.far(),
        Ok("TwoCores") => Place::TwoCores.far(),
        _ => {}
    }
    match role {
        "bytes-stream" => bytes_stream(size),
        "bytes-echo" => bytes_echo(size),
        "ring-stream" => ring_stream(size),
        "ring-echo" => ring_echo(),
        _ => panic!("there is no role {role}"),
    }
    ExitCode::SUCCESS
}

/// Standard input and output without a buffer of their own.
fn files() -> (File, File) {
    let own = |fd: io::Result<OwnedFd>| File::from(fd.expect("it is open"));
    (
        own(io::stdin().as_fd().try_clone_to_owned()),
        own(io::stdout().as_fd().try_clone_to_owned()),
    )
}

/// Receives a count and then as many messages, again and again, and confirms each batch. It reads what is there, which may be
/// many messages.
fn bytes_stream(size: usize) {
    let (mut stdin, mut stdout) = files();
    let mut count = [0; 8];
    let mut buffer = vec![0; size.max(AHEAD)];
    while stdin.read_exact(&mut count).is_ok() {
        let mut left = u64::from_ne_bytes(count) as usize * size;
        while left > 0 {
            let most = left.min(buffer.len());
            let read = stdin.read(&mut buffer[..most]).expect("it can be read");
            assert!(
                read > 0 && buffer[0] == 1 && buffer[read - 1] == 1,
                "not what was sent"
            );
            left -= read;
        }
        stdout.write_all(&[1]).expect("it is read");
    }
}

/// Sends every message back. Its input and output may be one socket.
fn bytes_echo(size: usize) {
    let (mut stdin, mut stdout) = files();
    let mut message = vec![0; size];
    while stdin.read_exact(&mut message).is_ok() {
        stdout.write_all(&message).expect("it is read");
    }
}

fn stdin_ring() -> Consumer {
    let fd = io::stdin().as_fd().try_clone_to_owned();
    Consumer::from_fd(fd.expect("stdin is open")).expect("stdin is a ring")
}

/// As [`bytes_stream`].
fn ring_stream(size: usize) {
    let (_, mut stdout) = files();
    let mut ring = stdin_ring();
    while let Some(count) = ring.receive().expect("the producer lives") {
        let count = u64::from_ne_bytes(count.try_into().expect("a count"));
        for _ in 0..count {
            let message = ring.receive().expect("the producer lives");
            let message = message.expect("it goes on");
            assert!(message.len() == size && message[size - 1] == 1);
        }
        stdout.write_all(&[1]).expect("it is read");
    }
}

/// As [`bytes_echo`].
fn ring_echo() {
    let mut ring = stdin_ring();
    let fd = io::stdout().as_fd().try_clone_to_owned();
    let mut back = Producer::from_fd(fd.expect("stdout is open")).expect("stdout is a ring");
    while let Some(message) = ring.receive().expect("the producer lives") {
        back.send(message).expect("the consumer lives");
    }
}
