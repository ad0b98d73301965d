//! Three children are asked to end in the middle of a job: one is unprepared, one finishes the job, one never looks up.

// ANCHOR: main
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{Id, WaitPidFlag, waitid};
use nix::unistd::Pid;
use signal_hook::consts::SIGTERM;
use signal_hook::flag;
use std::env;
use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

fn worker(role: &str) -> io::Result<()> {
    let stop = Arc::new(AtomicBool::new(false));
    if role != "unprepared" {
        flag::register(SIGTERM, Arc::clone(&stop))?;
    }
    for job in 1.. {
        if stop.load(Ordering::Relaxed) {
            println!("  no more jobs");
            break;
        }
        println!("  job {job} begun");
        // The work: it is done when the input ends.
        io::stdin().read_line(&mut String::new())?;
        // Or never.
        if role == "deaf" {
            loop {
                thread::park();
            }
        }
        println!("  job {job} done");
    }
    Ok(())
}

/// Waits at most this long for its end. The status stays.
fn ends_within(child: &Child, limit: Duration) -> bool {
    let id = Id::Pid(Pid::from_raw(child.id() as i32));
    let (send, ended) = mpsc::channel();
    thread::spawn(move || {
        let flags =
            WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT;
        send.send(waitid(id, flags))
    });
    ended.recv_timeout(limit).is_ok()
}

fn stop(role: &str, grace: u64) -> io::Result<String> {
    let mut child = Command::new(env::current_exe()?)
        .env("ROLE", role)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut output =
        BufReader::new(child.stdout.take().unwrap());
    let mut begun = String::new();
    output.read_line(&mut begun)?;
    print!("{begun}");

    kill(Pid::from_raw(child.id() as i32), Signal::SIGTERM)?;
    drop(child.stdin.take());
    if !ends_within(&child, Duration::from_millis(grace)) {
        println!("  out of patience");
        child.kill()?;
    }
    let status = child.wait()?;
    io::copy(&mut output, &mut io::stdout())?;
    Ok(status.to_string())
}

fn main() -> io::Result<()> {
    if let Ok(role) = env::var("ROLE") {
        return worker(&role);
    }
    for (role, grace, expected) in [
        ("unprepared", 10_000, "signal: 15 (SIGTERM)"),
        ("prepared", 10_000, "exit status: 0"),
        ("deaf", 200, "signal: 9 (SIGKILL)"),
    ] {
        println!("{role}:");
        let status = stop(role, grace)?;
        println!("  {status}");
        assert_eq!(status, expected);
    }
    Ok(())
}
// ANCHOR_END: main
