//! A lock on a file excludes those who ask for it, and no others. The kernel opens it when its holder dies.

// ANCHOR: main
use std::env;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

// ANCHOR: count
/// Adds one to the number in the file, a thousand times.
fn count(path: &Path) -> io::Result<()> {
    for _ in 0..1000 {
        let file = File::open(path)?;
        file.lock()?;
        let text = fs::read_to_string(path)?;
        let number: u32 = text.parse().expect("a number");
        fs::write(path, (number + 1).to_string())?;
        // Closing the file opens the lock.
    }
    Ok(())
}
// ANCHOR_END: count

/// Takes the lock, says so, and keeps it until it is killed.
fn hold(path: &Path) -> io::Result<()> {
    let file = File::open(path)?;
    file.lock()?;
    println!("locked");
    io::stdin().read_exact(&mut [0])
}

fn start(role: &str, path: &Path) -> io::Result<Child> {
    Command::new(env::current_exe()?)
        .env("ROLE", role)
        .env("FILE", path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
}

fn main() -> io::Result<()> {
    if let Ok(role) = env::var("ROLE") {
        let path = env::var_os("FILE").expect("a path");
        return match role.as_str() {
            "count" => count(path.as_ref()),
            _ => hold(path.as_ref()),
        };
    }
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("number");
    fs::write(&path, "0")?;

    let mut children =
        [start("count", &path)?, start("count", &path)?];
    for child in &mut children {
        assert!(child.wait()?.success());
    }
    let total = fs::read_to_string(&path)?;
    println!("two processes counted to {total}");

    let mut holder = start("hold", &path)?;
    let mut said = [0; 6];
    holder.stdout.take().unwrap().read_exact(&mut said)?;
    let file = File::open(&path)?;
    let asked = file.try_lock();
    println!("asked while it is held: {asked:?}");
    fs::write(&path, "gone")?;
    println!(
        "not asked, written: {}",
        fs::read_to_string(&path)?
    );

    holder.kill()?;
    holder.wait()?;
    file.lock()?;
    println!("the holder is dead, the lock is mine");

    assert_eq!(total, "2000");
    assert!(asked.is_err());
    Ok(())
}
// ANCHOR_END: main
