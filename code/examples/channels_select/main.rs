//! One thread waits for several things at once: jobs, a word to stop, the clock.

// ANCHOR: main
use crossbeam_channel::{bounded, never, select, tick};
use std::thread;
use std::time::Duration;

fn main() {
    let (to_jobs, mut jobs) = bounded(8);
    let (stop, stopped) = bounded::<()>(1);
    let clock = tick(Duration::from_millis(5));

    let worker = thread::spawn(move || {
        let (mut sum, mut ticks) = (0, 0);
        loop {
            select! {
                recv(jobs) -> job => match job {
                    Ok(job) => sum += job,
                    Err(_) => jobs = never(), // it has ended
                },
                recv(clock) -> _ => ticks += 1,
                recv(stopped) -> _ => {
                    // It may have overtaken some jobs.
                    sum += jobs.try_iter().sum::<i32>();
                    return (sum, ticks);
                }
            }
        }
    });
    for job in [1, 2, 3] {
        to_jobs.send(job).unwrap();
    }
    drop(to_jobs);
    thread::sleep(Duration::from_millis(100)); // our own work
    drop(stop); // an end is a message too
    let (sum, ticks) = worker.join().unwrap();
    println!("jobs {sum}, the clock ticked: {}", ticks > 0);
    assert!(sum == 6 && ticks > 0);
}
// ANCHOR_END: main
