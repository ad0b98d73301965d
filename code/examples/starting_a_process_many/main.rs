//! Five children: started and waited for in one loop, then started in one loop and waited for in another.

// ANCHOR: main
use std::io;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

const WORK: Duration = Duration::from_millis(100);

fn start_worker() -> io::Result<Child> {
    // `sleep` stands for work that needs no core: a download.
    Command::new("sleep")
        .arg(WORK.as_secs_f64().to_string())
        .spawn()
}

// ANCHOR: loop
fn one_loop() -> io::Result<()> {
    for _ in 0..5 {
        let mut child = start_worker()?;
        child.wait()?;
    }
    Ok(())
}
// ANCHOR_END: loop

// ANCHOR: mend
fn two_loops() -> io::Result<()> {
    let children: Vec<Child> = (0..5)
        .map(|_| start_worker())
        .collect::<Result<_, _>>()?;
    for mut child in children {
        child.wait()?;
    }
    Ok(())
}
// ANCHOR_END: mend

fn main() -> io::Result<()> {
    let start = Instant::now();
    one_loop()?;
    let in_a_row = start.elapsed();
    println!("one loop:   {:.1} s", in_a_row.as_secs_f64());

    let start = Instant::now();
    two_loops()?;
    println!(
        "two loops:  {:.1} s",
        start.elapsed().as_secs_f64()
    );

    assert!(
        in_a_row >= 5 * WORK,
        "five works, one after the other"
    );
    Ok(())
}
// ANCHOR_END: main
