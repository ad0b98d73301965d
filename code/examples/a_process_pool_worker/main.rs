//! One worker by hand: the program itself, started once, does one task after another.

// ANCHOR: main
use code::process::frame::{FrameReader, FrameWriter};
use std::env;
use std::io::{stdin, stdout};
use std::process::{self, Command, Stdio};

const LIMIT: usize = 1 << 20;

type Answer = (u32, u64);

fn work() -> Result<(), Box<dyn std::error::Error>> {
    let mut tasks = FrameReader::new(stdin(), LIMIT);
    let mut answers = FrameWriter::new(stdout(), LIMIT);
    while let Some(task) = tasks.read()? {
        let n: u64 = postcard::from_bytes(task)?;
        let answer: Answer = (process::id(), n * n);
        answers.write(&postcard::to_stdvec(&answer)?)?;
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if env::var_os("WORKER").is_some() {
        return work();
    }
    let mut worker = Command::new(env::current_exe()?)
        .env("WORKER", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let ends = (worker.stdin.take(), worker.stdout.take());
    let (Some(to), Some(from)) = ends else {
        unreachable!()
    };
    let mut tasks = FrameWriter::new(to, LIMIT);
    let mut answers = FrameReader::new(from, LIMIT);

    for n in [2u64, 3, 4] {
        tasks.write(&postcard::to_stdvec(&n)?)?;
        let answer = answers.read()?.ok_or("no answer")?;
        let (pid, square): Answer =
            postcard::from_bytes(answer)?;
        println!("{n} squared is {square}, says pid {pid}");
        assert_eq!((pid, square), (worker.id(), n * n));
    }
    drop(tasks); // the end of its input: its loop is over
    assert!(worker.wait()?.success());
    Ok(())
}
// ANCHOR_END: main
