//! Shared memory with a name outlives a crash. Without one, it is gone with its last user.

// ANCHOR: main
use nix::fcntl::OFlag;
use nix::sys::memfd::{MFdFlags, memfd_create};
use nix::sys::mman::{shm_open, shm_unlink};
use nix::sys::signal::{Signal, raise};
use nix::sys::stat::Mode;
use std::env;
use std::fs::{self, File};
use std::io::{self, Write};
use std::process::{self, Command};

fn crash(name: &str) -> io::Result<()> {
    let flags =
        OFlag::O_CREAT | OFlag::O_EXCL | OFlag::O_RDWR;
    let named = shm_open(name, flags, Mode::S_IRWXU)?;
    File::from(named).write_all(b"left behind")?;

    let nameless = memfd_create(name, MFdFlags::MFD_CLOEXEC)?;
    File::from(nameless).write_all(b"never seen")?;
    raise(Signal::SIGKILL)?;
    unreachable!("it is dead")
}

fn main() -> io::Result<()> {
    if let Ok(name) = env::var("NAME") {
        return crash(&name);
    }
    let name = format!("/example-{}", process::id());
    let ended = Command::new(env::current_exe()?)
        .env("NAME", &name)
        .status()?;
    println!("the child: {ended}");

    let path = format!("/dev/shm{name}");
    let text = fs::read_to_string(&path)?;
    println!("in /dev/shm: {text:?}");

    shm_unlink(name.as_str())?;
    println!("there: {}", fs::exists(&path)?);

    assert_eq!(text, "left behind");
    assert!(!fs::exists(&path)?);
    Ok(())
}
// ANCHOR_END: main
