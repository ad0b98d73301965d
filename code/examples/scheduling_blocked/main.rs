//! A process that waits in a read, and one that computes, as the kernel keeps their accounts.

// ANCHOR: main
use std::fs;
use std::io;
use std::process::{Child, Command, Stdio};
use std::thread;

fn sh(script: &str) -> io::Result<Child> {
    Command::new("sh")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .spawn()
}

/// A file of the kernel's about the process.
fn about(child: &Child, file: &str) -> String {
    let path = format!("/proc/{}/{file}", child.id());
    fs::read_to_string(path).unwrap()
}

fn state(child: &Child) -> char {
    let stat = about(child, "stat"); // 4711 (sh) S 4242 ..
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    fields.chars().next().unwrap()
}

/// Nanoseconds on a core, and ready for one; turns.
fn account(child: &Child) -> [u64; 3] {
    let text = about(child, "schedstat");
    let mut numbers =
        text.split_whitespace().map(|n| n.parse().unwrap());
    [0; 3].map(|_| numbers.next().unwrap())
}

fn added(before: [u64; 3], after: [u64; 3]) -> [u64; 3] {
    [0, 1, 2].map(|i| after[i] - before[i])
}

fn main() -> io::Result<()> {
    let core = core_affinity::get_core_ids().unwrap()[0];
    assert!(core_affinity::set_for_current(core));
    let mut computes =
        sh("ulimit -t 10; while :; do :; done")?;
    let mut reads = sh("read line")?;
    while !about(&reads, "wchan").contains("pipe_read") {
        thread::yield_now(); // not there yet
    }

    let start = [&reads, &computes].map(account);
    // This loop never waits. The core is taken from it.
    while account(&computes)[2] < start[1][2] + 5 {}
    let end = [&reads, &computes].map(account);
    let states = [&reads, &computes].map(state);
    for child in [&mut reads, &mut computes] {
        child.kill()?;
        child.wait()?;
    }

    let idle = added(start[0], end[0]);
    let busy = added(start[1], end[1]);
    println!("reads:    {}, {idle:?}", states[0]);
    let grew = busy.map(|number| number > 0);
    println!("computes: {}, {grew:?}", states[1]);
    assert_eq!(states, ['S', 'R']);
    assert_eq!((idle, grew), ([0; 3], [true; 3]));
    Ok(())
}
// ANCHOR_END: main
