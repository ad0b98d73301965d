//! What no hand-off can beat: a word from core to core, a copy, a pipe that one thread writes and reads.

use std::hint::{self, black_box};
use std::io::{self, Read, Write};
use std::sync::atomic::{
    AtomicU64, AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};
use std::time::Duration;

use measure::Place;

use crate::{ROOM, stream};

/// Alone on its cache line, and on the one that hardware fetches with it.
#[repr(align(128))]
struct Count(AtomicUsize);

/// Words stored by one core and taken out by another, as many at a time as are there. Both spin, and nobody is woken.
pub fn across(n: u64) -> Duration {
    let memory: Vec<AtomicU64> = (0..ROOM).map(|_| AtomicU64::new(0)).collect();
    let (written, read) = (&Count(0.into()), &Count(0.into()));
    let (memory, n) = (&memory, n as usize);
    let produce = move || {
        let mut taken = 0;
        for at in 0..n {
            while at - taken == ROOM {
                taken = read.0.load(Acquire);
                hint::spin_loop();
            }
            memory[at % ROOM].store(1, Relaxed);
            written.0.store(at + 1, Release);
        }
    };
    let consume = move || {
        let (mut at, mut sum) = (0, 0);
        while at < n {
            let end = written.0.load(Acquire);
            for place in at..end {
                sum += memory[place % ROOM].load(Relaxed);
            }
            at = end;
            read.0.store(at, Release);
            hint::spin_loop();
        }
        assert_eq!(sum, n as u64);
    };
    stream::between(Place::TwoCores, produce, consume)
}

/// Copies blocks of `size` bytes on one core: from one place to another, or through `memory` bytes from their start to their end
/// and again. More memory than the caches hold means that each byte comes from main memory and goes back to it.
pub fn copies(size: usize, memory: usize) -> impl FnMut(u64) {
    let blocks = memory / size;
    let from = vec![1u8; memory];
    let mut to = vec![0u8; memory];
    move |n| {
        for block in (0..blocks).cycle().take(n as usize) {
            let part = block * size..(block + 1) * size;
            to[part.clone()].copy_from_slice(black_box(&from[part.clone()]));
            black_box(&mut to[part]);
        }
    }
}

/// A pipe that one thread writes and reads in turns: two copies and two system calls, and nobody waits.
pub fn pipe_alone(size: usize) -> impl FnMut(u64) {
    let (mut reader, mut writer) = io::pipe().expect("a pipe is made");
    let message = vec![1u8; size];
    let mut buffer = vec![0u8; size];
    move |n| {
        for _ in 0..n {
            writer.write_all(&message).expect("it has room");
            reader.read_exact(&mut buffer).expect("it is there");
        }
        assert_eq!(buffer, message);
    }
}
