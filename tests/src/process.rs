//! Runs a program that must end in time and leave nothing behind.

use std::io::{self, Read};
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{fs, thread};

/// Every program gets a value of its own for this variable; what it starts inherits it, into other process groups, too.
const MARK: &str = "BOOK_PROGRAM";

/// How long what a program started may outlive it. Python's `multiprocessing` has a helper that goes a moment later.
const GRACE: Duration = Duration::from_secs(1);

const POLL: Duration = Duration::from_millis(5);

/// How a program ended.
#[derive(Debug)]
pub struct Ended {
    /// Its exit status, or `None` if it had to be killed.
    pub status: Option<ExitStatus>,
    /// What it wrote to stdout and stderr, in the order a terminal would show.
    pub output: String,
    /// The processes it left behind, which have been killed since.
    pub left: Vec<String>,
}

/// Runs `command` without input, both outputs into one pipe, and kills it with all it started after `limit`.
pub fn run(command: &mut Command, limit: Duration) -> io::Result<Ended> {
    static PROGRAMS: AtomicUsize = AtomicUsize::new(0);
    let program = PROGRAMS.fetch_add(1, Ordering::Relaxed);
    let mark = format!("{MARK}={}.{program}", std::process::id());

    let (mut reader, writer) = io::pipe()?;
    let mut child = command
        .env(MARK, mark.split_once('=').unwrap().1)
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer)
        .process_group(0)
        .spawn()?;
    // The command holds the writing end as long as it has it, and the pipe never ends.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let (send, output) = mpsc::channel();
    thread::spawn(move || {
        let mut output = Vec::new();
        send.send(reader.read_to_end(&mut output).map(|_| output))
    });

    let group = child.id();
    let deadline = Instant::now() + limit;
    let status = loop {
        match child.try_wait()? {
            None if Instant::now() > deadline => break None,
            None => thread::sleep(POLL),
            status => break status,
        }
    };
    if status.is_none() {
        kill_all(group, &mark);
        child.wait()?;
    }

    let grace = Instant::now() + GRACE;
    let mut left = alive(group, &mark);
    while !left.is_empty() && Instant::now() < grace {
        thread::sleep(POLL);
        left = alive(group, &mark);
    }
    let mut left: Vec<String> = left.into_iter().map(|pid| format!("{pid} ({})", command_line(pid))).collect();
    kill_all(group, &mark);

    let output = match output.recv_timeout(GRACE) {
        Ok(output) => output?,
        Err(_) => {
            left.push("one that cleared its environment, left the group and still holds the output".to_owned());
            Vec::new()
        }
    };
    Ok(Ended { status, output: String::from_utf8_lossy(&output).into_owned(), left })
}

/// The processes of the group, or started by a program with this mark. Zombies are dead, and whoever adopts them reaps them.
fn alive(group: u32, mark: &str) -> Vec<u32> {
    pids()
        .filter(|&pid| {
            let Some(stat) = Stat::of(pid) else {
                return false;
            };
            let marked = || {
                fs::read(format!("/proc/{pid}/environ")).is_ok_and(|environment| {
                    environment.split(|&byte| byte == 0).any(|variable| variable == mark.as_bytes())
                })
            };
            stat.state != 'Z' && (stat.group == group || marked())
        })
        .collect()
}

fn kill_all(group: u32, mark: &str) {
    // Again until none is left: one of them may be starting another just now.
    loop {
        let alive = alive(group, mark);
        if alive.is_empty() {
            return;
        }
        alive.into_iter().for_each(kill);
        thread::sleep(POLL);
    }
}

/// Sends SIGKILL.
pub fn kill(pid: u32) {
    // SAFETY: `kill` takes two integers and touches no memory of ours.
    unsafe { libc::kill(pid as libc::pid_t, libc::SIGKILL) };
}

/// Every process there is.
pub fn pids() -> impl Iterator<Item = u32> {
    fs::read_dir("/proc").expect("Linux has /proc").filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
}

/// The command line of a process, for a reader.
pub fn command_line(pid: u32) -> String {
    let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&line).replace('\0', " ").trim_end().to_owned()
}

/// What `/proc/PID/stat` says of a process.
pub struct Stat {
    /// `R`, `S`, `Z` …
    pub state: char,
    /// The pid of its parent.
    pub parent: u32,
    /// Its process group.
    pub group: u32,
    /// When it started, in clock ticks since boot.
    pub started: u64,
}

impl Stat {
    /// `None` if there is no such process any more.
    pub fn of(pid: u32) -> Option<Self> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The second field is the program's name in parentheses, which may hold spaces and parentheses itself.
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        Some(Stat {
            state: fields.first()?.chars().next()?,
            parent: fields.get(1)?.parse().ok()?,
            group: fields.get(2)?.parse().ok()?,
            started: fields.get(19)?.parse().ok()?,
        })
    }
}
