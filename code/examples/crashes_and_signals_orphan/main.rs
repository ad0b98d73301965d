//! A child is killed. Its own child learns of it from a pipe, gets a new parent, and is reaped by it.

// ANCHOR: main
use nix::sys::prctl;
use nix::sys::wait::waitpid;
use nix::unistd::{Pid, getpid, getppid};
use std::io::{self, BufRead, BufReader};
use std::process::{Command, Stdio};
use std::{env, fs, thread};

fn middle() -> io::Result<()> {
    // The other end of the youngest's input is held here, and
    // nowhere else.
    let _youngest = Command::new(env::current_exe()?)
        .env("ROLE", "youngest")
        .stdin(Stdio::piped())
        .spawn()?;
    loop {
        thread::park();
    }
}

fn youngest() -> io::Result<()> {
    println!(
        "youngest: pid {}, parent {}",
        getpid(),
        getppid()
    );
    // Nobody writes. This returns when nobody can any more.
    io::stdin().read_line(&mut String::new())?;
    println!("youngest: my input has ended");
    Ok(())
}

/// The parent of any process, as the kernel has it now.
fn parent_of(pid: Pid) -> io::Result<Pid> {
    let status =
        fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line =
        status.lines().find(|l| l.starts_with("PPid:"));
    let parent = line.unwrap()["PPid:".len()..].trim();
    Ok(Pid::from_raw(parent.parse().unwrap()))
}

fn main() -> io::Result<()> {
    match env::var("ROLE").as_deref() {
        Ok("middle") => return middle(),
        Ok(_) => return youngest(),
        Err(_) => {}
    }
    // Orphans among its descendants come to this process, not
    // to process 1.
    prctl::set_child_subreaper(true)?;
    println!("oldest:   pid {}", getpid());
    let (output, write) = io::pipe()?;
    let mut middle = Command::new(env::current_exe()?)
        .env("ROLE", "middle")
        .stdout(write)
        .spawn()?;
    let mut output = BufReader::new(output);
    let mut line = String::new();
    output.read_line(&mut line)?;
    print!("{line}");

    middle.kill()?;
    println!("middle:   {}", middle.wait()?);
    let pid = line.split([' ', ',']).nth(2).unwrap();
    let pid = Pid::from_raw(pid.parse().unwrap());
    let parent = parent_of(pid)?;
    println!("the youngest has the parent {parent}");
    print!("{}", io::read_to_string(output)?);
    assert_eq!(parent, getpid());

    waitpid(pid, None)?;
    println!("reaped by the oldest");
    Ok(())
}
// ANCHOR_END: main
