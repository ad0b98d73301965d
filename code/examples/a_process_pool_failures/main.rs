//! Six tasks and five kinds of end: an answer, an error, a panic, a death, and no end at all.

// ANCHOR: main
use code::process::pool::{Job, ProcessPool, TaskError};
use std::thread::sleep;
use std::time::Duration;

type Root = Result<f64, String>;

const ROOT: Job<f64, Root> = Job::new("root", |x| match x {
    x if x < 0.0 => Err(format!("{x} has no root")),
    100.0 => panic!("I do not do hundreds"),
    200.0 => std::process::abort(),
    300.0 => loop {
        sleep(Duration::from_secs(1))
    },
    x => Ok(x.sqrt()),
});

fn main() -> Result<(), Box<dyn std::error::Error>> {
    ROOT.serve();
    let limit = Duration::from_secs(1);
    let mut pool = ProcessPool::builder(ROOT)
        .workers(2)
        .time_limit(limit)
        .start()?;
    let numbers = [9.0, -1.0, 100.0, 200.0, 300.0, 16.0];
    let answers = pool.map(numbers);
    for (x, answer) in numbers.iter().zip(&answers) {
        match answer {
            Ok(Ok(root)) => println!("{x}: {root}"),
            Ok(Err(words)) => println!("{x}: {words}"),
            Err(reason) => println!("{x}: {reason}"),
        }
    }
    assert_eq!(answers[5], Ok(Ok(4.0)));
    assert_eq!(answers[4], Err(TaskError::TimedOut(limit)));
    Ok(())
}
// ANCHOR_END: main
