//! Three programs write into a pipe whose reader goes away after one line.

// ANCHOR: main
use std::env;
use std::io::Write;
use std::io::{self, BufRead, BufReader, ErrorKind};
use std::process::{Command, Stdio};

fn unchecked() -> io::Result<()> {
    loop {
        println!("y");
    }
}

fn checked() -> io::Result<()> {
    loop {
        match writeln!(io::stdout(), "y") {
            // Nobody reads on: that is no failure.
            Err(error)
                if error.kind() == ErrorKind::BrokenPipe =>
            {
                return Ok(());
            }
            result => result?,
        }
    }
}

/// `program | head -n 1`. How it ends, and what it says.
fn head(program: &mut Command) -> io::Result<[String; 2]> {
    let mut child = program
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut output =
        BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut String::new())?;
    drop(output);
    let errors =
        io::read_to_string(child.stderr.take().unwrap())?;
    let said = errors.lines().find(|l| l.contains("pipe"));
    let said = said.unwrap_or_default().to_owned();
    Ok([child.wait()?.to_string(), said])
}

fn main() -> io::Result<()> {
    match env::var("WRITER").as_deref() {
        Ok("checked") => return checked(),
        Ok(_) => return unchecked(),
        Err(_) => {}
    }
    let this = env::current_exe()?;
    for (name, program, expected) in [
        ("yes", "yes".as_ref(), "signal: 13 (SIGPIPE)"),
        ("unchecked", this.as_path(), "exit status: 101"),
        ("checked", this.as_path(), "exit status: 0"),
    ] {
        let mut command = Command::new(program);
        let [status, said] =
            head(command.env("WRITER", name))?;
        println!("{name:<9} {status}");
        if !said.is_empty() {
            println!("          {said}");
        }
        assert_eq!(status, expected);
    }
    Ok(())
}
// ANCHOR_END: main
