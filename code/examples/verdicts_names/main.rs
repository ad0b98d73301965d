//! Names that the standard library has. One that is missing would stop the compiler.

// ANCHOR: main
use std::io::{self, PipeReader, PipeWriter};
use std::process::{Child, ExitStatus};
use std::sync::RwLock;
use std::thread::{self, JoinHandle};

const SPAWN: fn(fn()) -> JoinHandle<()> = thread::spawn;
const PIPE: fn() -> io::Result<(PipeReader, PipeWriter)> =
    io::pipe;
const WAIT: fn(&mut Child) -> io::Result<ExitStatus> =
    Child::wait;
const LOCK: fn(u32) -> RwLock<u32> = RwLock::new;

fn main() {
    // The compiler has looked all of them up.
    let _ = (SPAWN, PIPE, WAIT, LOCK);
    println!("spawn, pipe, wait, RwLock: there");
}
// ANCHOR_END: main
