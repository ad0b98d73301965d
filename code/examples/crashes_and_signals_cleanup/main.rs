//! A child holds a temporary file whose destructor deletes it. Five ways to end, and what is left of the file.

// ANCHOR: main
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::io::{self, BufRead, BufReader};
use std::process::{self, Command, Stdio};
use std::{env, fs};

/// Makes a file, says so, and ends as it is told to.
fn child(end: &str) -> io::Result<()> {
    let file = tempfile::Builder::new()
        .tempfile_in(env::var("FOLDER").unwrap())?;
    println!("ready");
    match end {
        "returns" => {}
        "panics" => panic!("in the middle of it"),
        "calls exit" => process::exit(0),
        // Until it is killed.
        _ => drop(io::stdin().read_line(&mut String::new())?),
    }
    drop(file);
    Ok(())
}

fn main() -> io::Result<()> {
    if let Ok(end) = env::var("END") {
        return child(&end);
    }
    let expected = [
        ("returns", None, 0),
        ("panics", None, 0),
        ("calls exit", None, 1),
        ("is terminated", Some(Signal::SIGTERM), 1),
        ("is killed", Some(Signal::SIGKILL), 1),
    ];
    for (end, signal, expected) in expected {
        let folder = tempfile::tempdir()?;
        let mut child = Command::new(env::current_exe()?)
            .env("END", end)
            .env("FOLDER", folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let input = child.stdin.take();
        let mut output =
            BufReader::new(child.stdout.take().unwrap());
        output.read_line(&mut String::new())?;
        if let Some(signal) = signal {
            kill(Pid::from_raw(child.id() as i32), signal)?;
        }
        let status = child.wait()?;
        drop(input);
        let left = fs::read_dir(folder.path())?.count();
        println!("{end:<14} files left: {left}  {status}");
        assert_eq!(left, expected);
    }
    Ok(())
}
// ANCHOR_END: main
