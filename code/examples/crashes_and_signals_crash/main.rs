//! Four children crash in four ways. What catches a panic catches none of the others, and the parent goes on.

// ANCHOR: main
use nix::sys::resource::{Resource, setrlimit};
use std::hint::black_box;
use std::os::unix::process::ExitStatusExt;
use std::process::{self, Command, Stdio};
use std::{env, panic, thread};

fn read_nowhere() {
    // SAFETY: there is none. Nothing is at address 16.
    unsafe { (16 as *const u8).read_volatile() };
}

fn recurse(depth: u64) -> u64 {
    match depth {
        u64::MAX => 0,
        _ => black_box(recurse(black_box(depth + 1))) + 1,
    }
}

fn crash(how: &str) {
    match how {
        "panic" => panic!("caught below"),
        "bad address" => read_nowhere(),
        "same, in a thread" => {
            thread::spawn(read_nowhere).join().unwrap()
        }
        _ => drop(recurse(0)),
    }
}

fn main() -> std::io::Result<()> {
    if let Ok(how) = env::var("CRASH") {
        // One byte: the memory of the dead is not kept.
        setrlimit(Resource::RLIMIT_CORE, 1, 1)?;
        let caught = panic::catch_unwind(|| crash(&how));
        process::exit(if caught.is_err() { 7 } else { 0 });
    }
    let expected = [
        ("panic", None),
        ("bad address", Some(11)),
        ("same, in a thread", Some(11)),
        ("endless recursion", Some(6)),
    ];
    for (how, signal) in expected {
        let status = Command::new(env::current_exe()?)
            .env("CRASH", how)
            .stderr(Stdio::null())
            .status()?;
        println!("{how:<18} {status}");
        assert_eq!(status.signal(), signal);
        assert!(signal.is_some() || status.code() == Some(7));
    }
    println!("the parent goes on");
    Ok(())
}
// ANCHOR_END: main
