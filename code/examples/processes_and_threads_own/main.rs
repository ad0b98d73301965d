//! A thread changes what the kernel keeps about it. What of it has changed for the main thread, too?

// ANCHOR: main
use nix::sys::signal::{SigSet, Signal};
use nix::unistd::{Pid, gettid};
use std::{env, fs, io, thread};

/// Three facts about one thread of this process.
fn facts(tid: Pid) -> io::Result<[String; 3]> {
    let task = format!("/proc/self/task/{tid}");
    let status =
        fs::read_to_string(format!("{task}/status"))?;
    let field = |name| {
        let mut lines = status.lines();
        let value = lines.find_map(|l| l.strip_prefix(name));
        value.unwrap().trim().to_owned()
    };
    let directory = fs::read_link(format!("{task}/cwd"))?;
    let blocked = u64::from_str_radix(&field("SigBlk:"), 16);
    // SIGUSR1 is signal 10, so its bit is the tenth.
    let usr1 = blocked.unwrap() >> 9 & 1 == 1;
    Ok([
        directory.display().to_string(),
        field("Name:"),
        if usr1 { "yes" } else { "no" }.to_owned(),
    ])
}

fn work() -> io::Result<[String; 3]> {
    env::set_current_dir("/proc")?;
    let tid = gettid();
    fs::write(
        format!("/proc/self/task/{tid}/comm"),
        "worker",
    )?;
    SigSet::from(Signal::SIGUSR1).thread_block()?;
    facts(tid)
}

fn main() -> io::Result<()> {
    env::set_current_dir("/")?;
    fs::write("/proc/self/comm", "main")?;

    let before = facts(gettid())?;
    let worker = thread::spawn(work).join().unwrap()?;
    let after = facts(gettid())?;

    println!("                 main   worker main");
    let names = ["directory", "name", "SIGUSR1 blocked"];
    for i in 0..3 {
        let [a, b, c] = [&before[i], &worker[i], &after[i]];
        println!("{:16} {a:6} {b:6} {c}", names[i]);
    }
    assert_ne!(before[0], after[0]);
    assert_eq!(after[0], worker[0]);
    assert_ne!(worker[1], after[1]);
    assert_ne!(worker[2], after[2]);
    assert_eq!(after[1..], before[1..]);
    Ok(())
}
// ANCHOR_END: main
