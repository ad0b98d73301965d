//! Gives rustc small functions and prints what remains of each: the instructions, after optimisation.

// ANCHOR: main
use std::io::{Result, Write};
use std::process::{Command, Stdio};

/// The machine code of a function with this body.
fn machine_code(body: &str) -> Result<String> {
    let mut rustc = Command::new("rustc")
        .args(["-", "-o", "-", "--emit=asm", "-O"])
        .args(["--crate-type=lib", "-Awarnings"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let source = format!(
        "use std::sync::atomic::{{AtomicU64, Ordering::*}};
         #[no_mangle]
         pub fn f(data: &mut u64, flag: &AtomicU64) {{
            {body}
         }}"
    );
    let mut stdin = rustc.stdin.take().unwrap();
    stdin.write_all(source.as_bytes())?;
    drop(stdin);
    let asm = rustc.wait_with_output()?.stdout;
    let asm =
        String::from_utf8_lossy(&asm).replace('\t', " ");
    let code: Vec<&str> = asm
        .lines()
        .filter(|line| line.starts_with(' '))
        .map(str::trim)
        .filter(|line| !line.starts_with(['.', '#']))
        .filter(|line| !line.starts_with("ret"))
        .collect();
    Ok(code.join("; "))
}

fn main() -> Result<()> {
    let mut codes = Vec::new();
    for body in [
        "flag.store(1, Relaxed)",
        "flag.store(1, Release)",
        "flag.store(1, SeqCst)",
        "*data = 7; flag.store(1, Relaxed); *data = 8",
        "*data = 7; flag.store(1, Release); *data = 8",
    ] {
        let code = machine_code(body)?;
        println!("{body}\n    {code}");
        codes.push(code);
    }
    if cfg!(target_arch = "x86_64") {
        assert_eq!(codes[0], codes[1]);
        assert_ne!(codes[0], codes[2]);
        assert!(!codes[3].contains("$7"));
        assert!(codes[4].contains("$7"));
    }
    Ok(())
}
// ANCHOR_END: main
