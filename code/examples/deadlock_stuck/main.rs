//! Two threads hang. The kernel knows where each of them sleeps, and for which lock (Linux).

use std::fs;
use std::io;
use std::ops::Range;
use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

static ANN: Mutex<i64> = Mutex::new(100);
static BEN: Mutex<i64> = Mutex::new(100);
static HALF_WAY: Barrier = Barrier::new(2);

// ANCHOR: look
fn place(mutex: &Mutex<i64>) -> Range<usize> {
    let start = std::ptr::from_ref(mutex).addr();
    start..start + size_of_val(mutex)
}

/// The name of each thread that waits for a lock of ours.
fn waiting() -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for task in fs::read_dir("/proc/self/task")? {
        let task = task?.path();
        let name = fs::read_to_string(task.join("comm"))?;
        // The system call it is in, and the arguments.
        let call = fs::read_to_string(task.join("syscall"))?;
        let mut words = call.split_whitespace();
        let futex = libc::SYS_futex.to_string();
        if words.next() != Some(&futex) {
            continue;
        }
        let word = words.next().unwrap_or("");
        let word = word.trim_start_matches("0x");
        let word = usize::from_str_radix(word, 16).unwrap();
        for (owner, lock) in [("ANN", &ANN), ("BEN", &BEN)] {
            if place(lock).contains(&word) {
                let name = name.trim();
                found.push(format!(
                    "{name} waits for {owner}"
                ));
            }
        }
    }
    found.sort();
    Ok(found)
}
// ANCHOR_END: look

fn main() -> io::Result<()> {
    for (name, first, second) in
        [("pays ann", &BEN, &ANN), ("pays ben", &ANN, &BEN)]
    {
        let transfer = move || {
            let _first = first.lock().unwrap();
            HALF_WAY.wait();
            let _second = second.lock().unwrap();
        };
        thread::Builder::new()
            .name(name.into())
            .spawn(transfer)?;
    }

    // Ten seconds at most, if the machine is busy.
    let end = Instant::now() + Duration::from_secs(10);
    let mut found = Vec::new();
    while found.len() < 2 && Instant::now() < end {
        thread::sleep(Duration::from_millis(10));
        found = waiting()?;
    }
    println!("{}", found.join("\n"));
    let expected =
        ["pays ann waits for ANN", "pays ben waits for BEN"];
    assert_eq!(found, expected);
    Ok(())
}
