//! Two processes meet over a pair of pipes if both are started before either is waited for.

// ANCHOR: main
use std::io::{self, Read, Write, pipe};
use std::process::{Child, Command, Stdio};

/// The child: says that it is here, then waits for the other to say the same.
fn job() -> io::Result<()> {
    io::stdout().write_all(b"here")?;
    io::stdout().flush()?;
    let mut word = [0; 4];
    let met = io::stdin().read_exact(&mut word).is_ok(); // an error at end of file
    std::process::exit(if met { 0 } else { 1 });
}

fn start(
    stdin: impl Into<Stdio>,
    stdout: impl Into<Stdio>,
) -> io::Result<Child> {
    Command::new(std::env::current_exe()?)
        .env("ROLE", "job")
        .stdin(stdin)
        .stdout(stdout)
        .spawn()
}

fn one_after_the_other() -> io::Result<[bool; 2]> {
    let mut met = [false; 2];
    for met in &mut met {
        // The other child does not exist yet, or no longer: nobody writes, and nobody will.
        *met = start(Stdio::null(), Stdio::null())?.wait()?.success();
    }
    Ok(met)
}

fn both_started() -> io::Result<[bool; 2]> {
    let (from_first, to_second) = pipe()?;
    let (from_second, to_first) = pipe()?;
    let mut first = start(from_second, to_second)?;
    let mut second = start(from_first, to_first)?;
    Ok([first.wait()?.success(), second.wait()?.success()])
}

fn main() -> io::Result<()> {
    if std::env::var("ROLE").is_ok() {
        return job();
    }
    let in_a_row = one_after_the_other()?;
    println!("start, wait, start, wait:  met {in_a_row:?}");

    let both = both_started()?;
    println!("start, start, wait, wait:  met {both:?}");

    assert_eq!(in_a_row, [false, false]);
    assert_eq!(both, [true, true]);
    Ok(())
}
// ANCHOR_END: main
