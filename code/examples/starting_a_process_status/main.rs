//! Four ways for a child to end, and what its parent is told of each.

// ANCHOR: main
use std::io::ErrorKind;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;

fn end_of(
    program: &str,
    script: &str,
) -> std::io::Result<String> {
    let status = Command::new(program)
        .args(["-c", script])
        .status()?;
    Ok(match (status.code(), status.signal()) {
        (Some(code), _) => format!("exited with {code}"),
        (None, Some(signal)) => {
            format!("killed by signal {signal}")
        }
        (None, None) => {
            unreachable!("wait() reports ends only")
        }
    })
}

fn main() -> std::io::Result<()> {
    let well = end_of("sh", "true")?;
    let badly = end_of("sh", "exit 7")?;
    let killed = end_of("sh", "kill -9 $$")?;
    let inside = end_of("sh", "no-such-program 2>/dev/null")?;
    let outside = end_of("no-such-program", "").unwrap_err();

    println!("true:             {well}");
    println!("exit 7:           {badly}");
    println!("kill -9 $$:       {killed}");
    println!("not found by sh:  {inside}");
    println!("not found by us:  {outside}");

    assert_eq!(well, "exited with 0");
    assert_eq!(badly, "exited with 7");
    assert_eq!(killed, "killed by signal 9");
    assert_eq!(inside, "exited with 127");
    assert_eq!(outside.kind(), ErrorKind::NotFound);
    Ok(())
}
// ANCHOR_END: main
