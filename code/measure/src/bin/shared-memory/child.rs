//! The other process: this binary again, told by its environment what to be.

use std::env;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::process::{Child, Command, ExitCode, Stdio};

use code::process::ring::{Consumer, Producer};

const ROLE: &str = "SHARED_MEMORY_ROLE";
const SIZE: &str = "SHARED_MEMORY_SIZE";

/// What this process is started for, if it is not the one that measures.
pub fn role() -> Option<String> {
    env::var(ROLE).ok()
}

/// Starts the other process.
pub fn start(role: &str, size: usize, stdin: impl Into<Stdio>, stdout: impl Into<Stdio>) -> Child {
    Command::new(env::current_exe().expect("it has a path"))
        .env(ROLE, role)
        .env(SIZE, size.to_string())
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
    match role {
        "ring-stream" => ring_stream(size),
        "ring-echo" => ring_echo(),
        "pipe-stream" => pipe_stream(size),
        "pipe-echo" => pipe_echo(size),
        _ => panic!("there is no role {role}"),
    }
    ExitCode::SUCCESS
}

fn stdin_ring() -> Consumer {
    let fd = io::stdin().as_fd().try_clone_to_owned();
    Consumer::from_fd(fd.expect("stdin is open")).expect("stdin is a ring")
}

fn confirm() {
    let mut stdout = io::stdout();
    stdout
        .write_all(&[1])
        .and_then(|()| stdout.flush())
        .expect("it is read");
}

/// Receives a count and then as many messages, again and again, and confirms each batch.
fn ring_stream(size: usize) {
    let mut ring = stdin_ring();
    while let Some(count) = ring.receive().expect("the producer lives") {
        let count = u64::from_ne_bytes(count.try_into().expect("a count"));
        for _ in 0..count {
            let message = ring.receive().expect("the producer lives");
            assert_eq!(message.expect("it goes on").len(), size);
        }
        confirm();
    }
}

/// Sends every message back.
fn ring_echo() {
    let mut ring = stdin_ring();
    let fd = io::stdout().as_fd().try_clone_to_owned();
    let mut back = Producer::from_fd(fd.expect("stdout is open")).expect("stdout is a ring");
    while let Some(message) = ring.receive().expect("the producer lives") {
        back.send(message).expect("the consumer lives");
    }
}

/// As [`ring_stream`]. Reads what is there, which may be many messages: a reader of small ones reads ahead.
fn pipe_stream(size: usize) {
    let mut stdin = io::stdin().lock();
    let mut count = [0; 8];
    let mut buffer = vec![0; 64 << 10];
    while stdin.read_exact(&mut count).is_ok() {
        let mut left = u64::from_ne_bytes(count) as usize * size;
        while left > 0 {
            let most = left.min(buffer.len());
            let read = stdin.read(&mut buffer[..most]).expect("it can be read");
            assert_ne!(read, 0);
            left -= read;
        }
        confirm();
    }
}

fn pipe_echo(size: usize) {
    let (mut stdin, mut stdout) = (io::stdin().lock(), io::stdout().lock());
    let mut message = vec![0; size];
    while stdin.read_exact(&mut message).is_ok() {
        stdout
            .write_all(&message)
            .and_then(|()| stdout.flush())
            .expect("it is read");
    }
}
