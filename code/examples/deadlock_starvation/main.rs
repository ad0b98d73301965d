//! One thread wants a lock again and again. Another knocks, always at the wrong moment; then it stands in line.

// ANCHOR: knocking
use std::sync::{Barrier, Condvar, Mutex};
use std::thread;

const TURNS: u32 = 200;

/// How many turns the greedy and the knocking thread get.
fn knocking() -> (u32, u32) {
    let (lock, step) = (Mutex::new(()), Barrier::new(2));
    thread::scope(|scope| {
        let greedy = scope.spawn(|| {
            let mut got = 0;
            for _ in 0..TURNS {
                let _turn = lock.lock().unwrap();
                step.wait();
                got += 1; // work, while the other knocks
                step.wait();
            }
            got
        });
        let mut got = 0;
        for _ in 0..TURNS {
            step.wait();
            got += u32::from(lock.try_lock().is_ok());
            step.wait();
        }
        (greedy.join().unwrap(), got)
    })
}
// ANCHOR_END: knocking

// ANCHOR: line
/// Who drew a number first has the first turn.
#[derive(Default)]
struct Line {
    drawn_served: Mutex<(u32, u32)>,
    next: Condvar,
}

impl Line {
    fn ask(&self) -> u32 {
        let mut numbers = self.drawn_served.lock().unwrap();
        numbers.0 += 1;
        numbers.0 - 1
    }

    fn turn(&self, number: u32, work: impl FnOnce()) {
        let numbers = self.drawn_served.lock().unwrap();
        drop(self.next.wait_while(numbers, |n| n.1 < number));
        work();
        self.drawn_served.lock().unwrap().1 += 1;
        self.next.notify_all();
    }
}

/// How many turns the greedy gets after the other asked.
fn in_line() -> u32 {
    let line = Line::default();
    let (turns, first) = (Mutex::new(0), Barrier::new(2));
    thread::scope(|scope| {
        scope.spawn(|| {
            line.turn(line.ask(), || {
                first.wait();
            });
            for _ in 0..TURNS {
                let work = || *turns.lock().unwrap() += 1;
                line.turn(line.ask(), work);
            }
        });
        first.wait(); // the greedy is in its first turn
        let mine = line.ask();
        let before = *turns.lock().unwrap();
        let mut after = 0;
        line.turn(mine, || after = *turns.lock().unwrap());
        after - before
    })
}
// ANCHOR_END: line

fn main() {
    let (greedy, other) = knocking();
    println!("knocking: {greedy} turns and {other}");
    let once = in_line() <= 1;
    println!("in line:  overtaken once at most: {once}");
    assert_eq!((greedy, other), (TURNS, 0));
    assert!(once);
}
