//! Five philosophers, five forks. Who is about to wait looks first whether that would close a circle.

// ANCHOR: table
use std::sync::{Barrier, Mutex, MutexGuard};
use std::thread;

const SEATS: usize = 5;

/// Who holds which fork, and who waits for which.
#[derive(Default)]
struct Table {
    holder: [Option<usize>; SEATS],
    wanted: [Option<usize>; SEATS],
}

impl Table {
    /// The circle that `who` closes by waiting, if any.
    fn circle(&self, who: usize) -> Option<Vec<usize>> {
        let mut circle = vec![who];
        let mut last = who;
        while let Some(fork) = self.wanted[last] {
            last = self.holder[fork]?;
            if last == who {
                return Some(circle);
            }
            circle.push(last);
        }
        None
    }
}
// ANCHOR_END: table

// ANCHOR: lock
#[derive(Default)]
struct Forks {
    forks: [Mutex<()>; SEATS],
    table: Mutex<Table>,
}

struct Fork<'a> {
    number: usize,
    table: &'a Mutex<Table>,
    _guard: MutexGuard<'a, ()>,
}

impl Forks {
    fn lock(
        &self,
        who: usize,
        number: usize,
    ) -> Result<Fork<'_>, Vec<usize>> {
        let mut table = self.table.lock().unwrap();
        table.wanted[who] = Some(number);
        if let Some(circle) = table.circle(who) {
            table.wanted[who] = None;
            return Err(circle);
        }
        drop(table);
        let _guard = self.forks[number].lock().unwrap();
        let mut table = self.table.lock().unwrap();
        table.wanted[who] = None;
        table.holder[number] = Some(who);
        let table = &self.table;
        Ok(Fork {
            number,
            table,
            _guard,
        })
    }
}

impl Drop for Fork<'_> {
    fn drop(&mut self) {
        // Before the guard, which is dropped after this.
        let mut table = self.table.lock().unwrap();
        table.holder[self.number] = None;
    }
}
// ANCHOR_END: lock

// ANCHOR: dine
/// Eats, and returns the circle met on the way, if any.
fn dine(
    who: usize,
    forks: &Forks,
    seated: &Barrier,
) -> Option<Vec<usize>> {
    let (left, right) = (who, (who + 1) % SEATS);
    let first = forks.lock(who, left).unwrap();
    seated.wait(); // everybody has a left fork
    match forks.lock(who, right) {
        Ok(_right) => None, // has both
        Err(circle) => {
            drop(first); // and begins again, with the right
            let _right = forks.lock(who, right).unwrap();
            let _left = forks.lock(who, left).unwrap();
            Some(circle)
        }
    }
}

fn main() {
    let forks = Forks::default();
    let seated = Barrier::new(SEATS);
    let met: Vec<_> = thread::scope(|scope| {
        let (forks, seated) = (&forks, &seated);
        let threads: Vec<_> = (0..SEATS)
            .map(|who| {
                scope.spawn(move || dine(who, forks, seated))
            })
            .collect();
        let ended = threads.into_iter();
        ended.map(|thread| thread.join().unwrap()).collect()
    });

    let eaten = met.len();
    let mut circles: Vec<_> =
        met.into_iter().flatten().collect();
    let refused = circles.len();
    println!("{eaten} have eaten, {refused} was refused");
    let mut circle = circles.pop().unwrap();
    // Begin with philosopher 0, whoever found it.
    let first = circle.iter().position(|who| *who == 0);
    circle.rotate_left(first.unwrap());
    circle.push(0);
    let names: Vec<_> =
        circle.iter().map(usize::to_string).collect();
    println!("digraph {{ {} }}", names.join(" -> "));
    assert_eq!((eaten, refused), (5, 1));
    assert_eq!(circle, [0, 1, 2, 3, 4, 0]);
}
// ANCHOR_END: dine
