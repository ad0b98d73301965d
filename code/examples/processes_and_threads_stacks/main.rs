//! The stack pointer and the program counter of two threads, and the pieces of memory they point into.

// ANCHOR: main
use nix::unistd::{Pid, gettid};
use std::io::{self, Read};
use std::sync::mpsc;
use std::{fs, thread};

/// Stack pointer and program counter of a thread, as soon as
/// it is in the system call `read`.
fn registers(tid: Pid) -> io::Result<[u64; 2]> {
    let path = format!("/proc/self/task/{tid}/syscall");
    loop {
        let text = fs::read_to_string(&path)?;
        let words: Vec<_> = text.split_whitespace().collect();
        if words[0] == libc::SYS_read.to_string() {
            return Ok([number(words[7]), number(words[8])]);
        }
        thread::yield_now();
    }
}

fn show(name: &str, tid: Pid) -> io::Result<(String, u64)> {
    let [stack, program] = registers(tid)?;
    println!("{name}:");
    println!("  stack {stack:#x}: {}", place(stack)?);
    println!("  program {program:#x}: {}", place(program)?);
    Ok((place(stack)?, program))
}

fn main() -> io::Result<()> {
    let (mut reader, writer) = io::pipe()?;
    let (tell, told) = mpsc::channel();
    let worker = thread::spawn(move || {
        tell.send(gettid()).unwrap();
        // Nobody writes: it sleeps until the pipe is closed.
        reader.read(&mut [0])
    });

    let (main_stack, main_program) = show("main", gettid())?;
    let tid = told.recv().unwrap();
    let (stack, program) = show("worker", tid)?;
    drop(writer);
    assert_eq!(worker.join().unwrap()?, 0);

    assert_eq!(main_stack, "[stack]");
    assert_eq!(stack, "2 MiB without a name");
    assert_eq!(main_program, program);
    Ok(())
}
// ANCHOR_END: main

/// What lies in this process's memory at an address.
fn place(address: u64) -> io::Result<String> {
    for line in fs::read_to_string("/proc/self/maps")?.lines()
    {
        let words: Vec<_> = line.split_whitespace().collect();
        let (start, end) = words[0].split_once('-').unwrap();
        let range = number(start)..number(end);
        if !range.contains(&address) {
            continue;
        }
        if let Some(path) = words.get(5) {
            return Ok(path
                .rsplit('/')
                .next()
                .unwrap()
                .into());
        }
        // To the nearest.
        let size =
            (range.end - range.start + (1 << 19)) >> 20;
        return Ok(format!("{size} MiB without a name"));
    }
    Err(io::Error::other("nothing lies there"))
}

fn number(hex: &str) -> u64 {
    let digits = hex.trim_start_matches("0x");
    u64::from_str_radix(digits, 16).unwrap()
}
