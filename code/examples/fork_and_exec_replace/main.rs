//! `exec` puts another program into this process. The id stays. Where it succeeds, nothing comes back.

// ANCHOR: main
use std::os::unix::process::CommandExt;
use std::process::{self, Command};

fn main() {
    let id = process::id();
    println!("this program:  pid {id}");

    let error = Command::new("no-such-program").exec();
    println!("exec returned: {error}");

    let error = Command::new("sh")
        .arg("-c")
        .arg("echo \"a shell:       pid $$\"; test $$ = $ID")
        .env("ID", id.to_string())
        .exec();
    panic!("sh is everywhere: {error}");
}
// ANCHOR_END: main
