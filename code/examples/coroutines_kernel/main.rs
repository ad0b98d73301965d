//! A thousand stacks, and what the kernel knows of them.

use code::task::generator::Generator;
use nix::sys::resource::{UsageWho, getrusage};
use std::fs;

/// A number from `/proc/self/status`.
fn status(name: &str) -> u64 {
    let text =
        fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find(|l| l.starts_with(name));
    let number = line.unwrap().split_whitespace().nth(1);
    number.unwrap().parse().unwrap()
}

/// How often this thread has left its core to wait.
fn waits() -> i64 {
    let usage = getrusage(UsageWho::RUSAGE_THREAD).unwrap();
    usage.voluntary_context_switches()
}

// ANCHOR: main
fn main() {
    let size = status("VmSize:");
    let anonymous = status("RssAnon:");
    let mut many: Vec<Generator<u64>> = (0..1000)
        .map(|_| {
            Generator::new(|out| {
                (0..101).for_each(|n| out.give(n))
            })
        })
        .collect();
    many.iter_mut()
        .for_each(|one| assert_eq!(one.next(), Some(0)));
    let reserved = (status("VmSize:") - size) / 1000;
    let touched = (status("RssAnon:") - anonymous) / 1000;

    let before = waits();
    let mut total = 0;
    for _ in 0..100 {
        for one in &mut many {
            total += one.next().unwrap();
        }
    }
    let left = waits() - before;
    println!("threads: {}", status("Threads:"));
    println!(
        "switches: 100000, of which the kernel saw {left}"
    );
    println!("reserved for each: {reserved} KiB");
    println!("touched by each: at most 8 KiB");
    assert_eq!((left, total), (0, 5_050_000));
    assert!(touched <= 8);
}
// ANCHOR_END: main
