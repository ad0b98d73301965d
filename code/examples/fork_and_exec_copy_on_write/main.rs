//! After `fork` both processes have the same pages. A write makes a copy of the page it hits, and of no other.

// ANCHOR: main
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, fork};
use std::hint::black_box;
use std::io::{self, Write, pipe};
use std::{fs, process};

const PAGE: usize = 4096;
const SIZE: usize = 64 << 20; // 64 MiB

/// How much memory this process shares with nobody, to the
/// nearest 8 MiB.
fn private_mib() -> u64 {
    let rollup =
        fs::read_to_string("/proc/self/smaps_rollup")
            .expect("Linux 4.14 or later");
    let kib: u64 = rollup
        .lines()
        .filter(|line| line.starts_with("Private_"))
        .filter_map(|line| line.split_whitespace().nth(1))
        .map(|kib| kib.parse::<u64>().unwrap())
        .sum();
    (kib + 4096) / 8192 * 8
}

fn child(bytes: &mut [u8]) -> [u64; 3] {
    let forked = private_mib();
    for page in bytes.chunks(PAGE) {
        black_box(page[0]);
    }
    let read = private_mib();
    for page in bytes[..SIZE / 2].chunks_mut(PAGE) {
        page[0] = 2; // one byte is enough
    }
    [forked, read, private_mib()]
}

fn main() -> io::Result<()> {
    let mut bytes = vec![1; SIZE];
    let before = private_mib();
    let (reader, mut writer) = pipe()?;
    // SAFETY: one thread, so nobody else holds a lock.
    if let ForkResult::Parent { child } = unsafe { fork()? } {
        drop(writer);
        let report = io::read_to_string(reader)?;
        let status = waitpid(child, None)?;
        println!(
            "the parent, before: {before} MiB of its own"
        );
        print!("{report}");
        assert_eq!(status, WaitStatus::Exited(child, 0));
        assert_eq!((before, bytes[0]), (64, 1));
        return Ok(());
    }
    let [forked, read, written] = child(&mut bytes);
    assert_eq!([forked, read, written], [0, 0, 32]);
    writeln!(writer, "the child:          {forked} MiB")?;
    writeln!(writer, "has read all pages: {read} MiB")?;
    writeln!(writer, "has written half:   {written} MiB")?;
    process::exit(0);
}
// ANCHOR_END: main
