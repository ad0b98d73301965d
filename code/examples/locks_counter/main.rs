//! Three threads count under a lock and report after it. What they report is the number of that moment, not their own.

// ANCHOR: main
use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::Duration;

fn main() {
    let number = Mutex::new(0);
    let all_three = Barrier::new(3);

    let count = || {
        let mut lines = Vec::new();
        for _ in 0..10 {
            let mut guard = number.lock().unwrap();
            let mine = *guard + 1;
            thread::sleep(Duration::from_millis(1));
            *guard = mine;
            drop(guard); // gives the lock back

            all_three.wait(); // the others' turn
            let printed = *number.lock().unwrap();
            all_three.wait();
            lines.push((mine, printed));
        }
        lines
    };
    let (mut mine, mut printed): (Vec<_>, Vec<_>) =
        thread::scope(|scope| {
            let threads =
                [(); 3].map(|()| scope.spawn(count));
            threads.map(|t| t.join().unwrap())
        })
        .into_iter()
        .flatten()
        .unzip();
    mine.sort();
    printed.sort();

    println!("printed: {:?} …", &printed[..9]);
    println!("its own: {:?} …", &mine[..9]);
    println!("total:   {}", number.lock().unwrap());
    assert!(mine.into_iter().eq(1..=30));
    let threes = (0..30).map(|i| i / 3 * 3 + 3);
    assert!(printed.into_iter().eq(threes));
    assert_eq!(number.into_inner().unwrap(), 30);
}
// ANCHOR_END: main
