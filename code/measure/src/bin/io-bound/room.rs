//! How many there is room for. Fewer than the book has, where a machine allows fewer; the names of the rows then say so.

use std::fs;

use nix::sys::resource::{Resource, getrlimit, setrlimit};

/// Descriptors a process needs for itself.
const SPARE: u64 = 100;

/// So many connections, or as many as a process may have descriptors.
pub fn connections(wanted: u32) -> u32 {
    let (_, hard) = getrlimit(Resource::RLIMIT_NOFILE).expect("it can be asked");
    hard.saturating_sub(SPARE).min(u64::from(wanted)) as u32
}

/// So many threads, or half of what the container or the kernel allows.
pub fn threads(wanted: u32) -> u32 {
    ["/sys/fs/cgroup/pids.max", "/proc/sys/kernel/pid_max"]
        .into_iter()
        .filter_map(|path| fs::read_to_string(path).ok()?.trim().parse::<u32>().ok())
        .map(|most| most / 2)
        .fold(wanted, u32::min)
}

/// As many open files as the hard limit allows.
pub fn raise_the_limit() {
    let (_, hard) = getrlimit(Resource::RLIMIT_NOFILE).expect("it can be asked");
    setrlimit(Resource::RLIMIT_NOFILE, hard, hard).expect("up to the hard limit one may");
}

/// A number as the pages write it.
pub fn written(n: u32) -> String {
    if n < 1000 {
        n.to_string()
    } else {
        format!("{},{:03}", n / 1000, n % 1000)
    }
}
