//! A block of 1 MiB: moved, filled and moved, copied through the kernel, copied through shared memory.

use std::sync::mpsc;
use std::time::Duration;

use measure::{Candidate, Place, Suite};

use crate::{LARGE, bytes, floors, stream};

/// Blocks that are on their way at most, where they are filled, and where nobody touches their memory.
const FILLED: usize = 4;
const UNTOUCHED: usize = 256;
/// Blocks of one operation where nobody touches them. A sample of few would show how long the other side takes to wake up.
const MOVED: u64 = 1024;

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let block = |candidate: Candidate| candidate.group("A block of 1 MiB", "one block received");
    let ours = |id: &str, name: &str| {
        block(Candidate::ours(id, name))
            .above("memcpy")
            .beside("python-process-queue-block")
    };
    suite
        .candidate(block(
            Candidate::floor("memcpy", "memcpy of 1 MiB, one core")
                .prepared(|| floors::copies(LARGE, LARGE)),
        ))
        .candidate(block(
            Candidate::floor("memcpy-memory", "the same, out of 128 MiB")
                .prepared(|| floors::copies(LARGE, 128 << 20)),
        ))
        .candidate(
            ours("moved", "a Vec through a channel, not read")
                .items(MOVED)
                .timed(moved),
        )
        .candidate(ours("filled", "the same: copied in, copied out").timed(filled))
        .candidate(ours("ring-block", "the ring, 4 MiB").timed(|n| bytes::ring(n, LARGE, 4 << 20)))
        .candidate(ours("pipe-block", "a pipe").timed(|n| bytes::pipe(n, LARGE, Place::TwoCores)))
        .candidate(ours("socket-block", "a Unix socket").timed(|n| bytes::socket(n, LARGE)))
        .candidate(block(
            Candidate::peer("python-shared-memory", "SharedMemory, numbers by Pipe")
                .above("memcpy"),
        ))
        .candidate(block(
            Candidate::peer("python-process-queue-block", "multiprocessing.Queue").above("memcpy"),
        ))
}

/// Blocks go there by one channel and come back by another, so that none is allocated on the clock.
fn blocks(
    n: u64,
    most: usize,
    mut fill: impl FnMut(&mut Vec<u8>) + Send,
    mut read: impl FnMut(&Vec<u8>) + Send,
) -> Duration {
    let (full, to_read) = mpsc::sync_channel::<Vec<u8>>(most);
    let (empty, to_fill) = mpsc::sync_channel(most);
    for _ in 0..most {
        // Zeroed memory is no memory yet: its pages come when they are written.
        empty.send(vec![0; LARGE]).expect("there is room");
    }
    stream::between(
        Place::TwoCores,
        move || {
            for _ in 0..n {
                let mut block = to_fill.recv().expect("it comes back");
                fill(&mut block);
                full.send(block).expect("it is received");
            }
        },
        move || {
            let mut received = 0;
            for block in to_read {
                assert_eq!(block.len(), LARGE);
                read(&block);
                received += 1;
                // The producer has gone when the last ones come back.
                let _ = empty.send(block);
            }
            assert_eq!(received, n);
        },
    )
}

fn moved(n: u64) -> Duration {
    blocks(n * MOVED, UNTOUCHED, |_| {}, |_| {})
}

fn filled(n: u64) -> Duration {
    let (ours, mut theirs) = (vec![1; LARGE], vec![0; LARGE]);
    blocks(
        n,
        FILLED,
        move |block| block.copy_from_slice(&ours),
        move |block| {
            theirs.copy_from_slice(std::hint::black_box(block));
            assert_eq!(theirs[LARGE - 1], 1);
        },
    )
}
