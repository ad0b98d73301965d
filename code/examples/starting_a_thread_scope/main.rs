//! Threads that cannot outlive the function may borrow from it: two of them read one list, a third changes another.

// ANCHOR: main
use std::thread;

fn main() {
    let numbers = [1, 2, 3, 4];
    let mut words = vec!["one", "two"];

    let (small, large) = thread::scope(|scope| {
        let small = scope.spawn(|| numbers.iter().min());
        let large = scope.spawn(|| numbers.iter().max());
        scope.spawn(|| words.push("three"));
        (small.join().unwrap(), large.join().unwrap())
    });

    println!("{small:?} {large:?} {words:?}");
    assert_eq!((small, large), (Some(&1), Some(&4)));
    assert_eq!(words, ["one", "two", "three"]);
}
// ANCHOR_END: main
