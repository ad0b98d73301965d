//! A time limit for skeptic, which has none: a listing that hangs would hang `cargo test`.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use std::{fs, thread};

use crate::process::{Stat, command_line, kill, pids};

static KILLED: AtomicBool = AtomicBool::new(false);

/// From now on kills every descendant of this process that has lived longer than `limit`, and says which it was. The
/// process then exits as failed, also where the test itself did not notice.
pub fn start(limit: Duration) {
    // SAFETY: integers only. An orphan becomes a child of this process instead of escaping to init; and `fail_if_killed` is
    // a function without captured state, fit to run at exit.
    unsafe {
        libc::prctl(libc::PR_SET_CHILD_SUBREAPER, 1);
        libc::atexit(fail_if_killed);
    }
    thread::spawn(move || {
        loop {
            thread::sleep(limit.min(Duration::from_millis(500)));
            for pid in overdue(limit) {
                eprintln!("{} did not end within {limit:?} and was killed.", describe(pid));
                KILLED.store(true, Ordering::SeqCst);
                kill(pid);
            }
        }
    });
}

extern "C" fn fail_if_killed() {
    if KILLED.load(Ordering::SeqCst) {
        // SAFETY: ends the process; the exit handlers that would run after this one have nothing to add.
        unsafe { libc::_exit(101) };
    }
}

fn overdue(limit: Duration) -> Vec<u32> {
    // SAFETY: takes and returns an integer.
    let ticks_per_second = unsafe { libc::sysconf(libc::_SC_CLK_TCK) } as f64;
    let uptime = fs::read_to_string("/proc/uptime").expect("Linux has /proc/uptime");
    let uptime: f64 = uptime.split(' ').next().unwrap().parse().expect("seconds");
    pids()
        .filter(|&pid| {
            let Some(stat) = Stat::of(pid) else {
                return false;
            };
            let age = uptime - stat.started as f64 / ticks_per_second;
            stat.state != 'Z' && age > limit.as_secs_f64() && is_descendant(&stat)
        })
        .collect()
}

fn is_descendant(stat: &Stat) -> bool {
    let mut parent = stat.parent;
    while parent > 1 {
        if parent == std::process::id() {
            return true;
        }
        match Stat::of(parent) {
            Some(stat) => parent = stat.parent,
            None => return false,
        }
    }
    false
}

/// skeptic runs `out.exe` in a temporary folder beside the `test.rs` it was made from, whose first words name the listing.
fn describe(pid: u32) -> String {
    let source = fs::read_link(format!("/proc/{pid}/exe"))
        .ok()
        .and_then(|program| fs::read_to_string(program.with_file_name("test.rs")).ok());
    match source.as_deref().and_then(listing) {
        Some(listing) => format!("{listing}, run by skeptic,"),
        None => format!("`{}`", command_line(pid)),
    }
}

fn listing(source: &str) -> Option<String> {
    let opening = source.lines().find(|line| !line.is_empty())?;
    let found = Command::new("grep")
        .args(["-rlFx", "--include=main.rs", opening, "code/examples"])
        .current_dir(crate::root())
        .output()
        .ok()?;
    let found = String::from_utf8(found.stdout).ok()?;
    let path = Path::new(found.lines().next()?).parent()?;
    Some(path.display().to_string())
}
