//! A child gets a copy of the environment and of the working directory. What it does to them stays with it.

// ANCHOR: main
use std::env;
use std::process::Command;

fn say(command: &mut Command) -> std::io::Result<String> {
    let script = "COLOUR=${COLOUR:-none}; echo $COLOUR in $PWD; \
                  COLOUR=black; cd /";
    let output = command.args(["-c", script]).output()?;
    Ok(String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned())
}

fn main() -> std::io::Result<()> {
    let here = env::current_dir()?;

    let with = say(Command::new("sh")
        .env("COLOUR", "red")
        .current_dir("/usr"))?;
    let without = say(Command::new("/bin/sh")
        .env_clear()
        .current_dir("/usr"))?;
    println!("with COLOUR:      {with}");
    println!("all of it taken:  {without}");
    println!(
        "in the parent:    {:?}",
        env::var("COLOUR").ok()
    );

    assert_eq!(with, "red in /usr");
    assert_eq!(without, "none in /usr");
    assert_eq!(env::current_dir()?, here);
    Ok(())
}
// ANCHOR_END: main
