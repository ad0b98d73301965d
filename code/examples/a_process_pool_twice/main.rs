//! A task that has written its line dies. Run again, it writes a second one; the pool says that it was run twice.

// ANCHOR: main
use code::process::pool::{Job, ProcessPool};
use std::fs::{self, OpenOptions};
use std::io::Write;

type Error = Box<dyn std::error::Error>;

const PAY: Job<String, ()> = Job::new("pay", |ledger| {
    let first_time = !fs::exists(&ledger).unwrap();
    let mut ledger = OpenOptions::new()
        .create(true)
        .append(true)
        .open(ledger)
        .unwrap();
    writeln!(ledger, "100 to Ada").unwrap();
    if first_time {
        std::process::abort();
    }
});

fn main() -> Result<(), Error> {
    PAY.serve();
    for retries in [0, 1] {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("ledger");
        let ledger = path.display().to_string();
        let mut pool = ProcessPool::builder(PAY)
            .workers(1)
            .retries(retries)
            .start()?;
        let done = pool.unordered([ledger]).next().unwrap();
        let paid = fs::read_to_string(&path)?.lines().count();
        match done.result {
            Ok(()) => {
                println!("with {retries} retries: done")
            }
            Err(e) => println!("with {retries} retries: {e}"),
        }
        println!("  attempts {}, paid {paid}", done.attempts);
        assert_eq!(done.attempts as usize, paid);
    }
    Ok(())
}
// ANCHOR_END: main
