//! Two threads print zeros, then ones, and so on. Do they take turns?

// ANCHOR: main
use std::sync::Barrier;
use std::thread;

fn flips(line_up: &Barrier) -> Vec<String> {
    let mut flag = 0;
    let mut printed = Vec::new();
    for _ in 0..3 {
        line_up.wait();
        printed.push(flag.to_string().repeat(5));
        flag ^= 1;
    }
    printed
}

fn main() {
    let line_up = Barrier::new(2);
    let [one, two] = thread::scope(|scope| {
        let one = scope.spawn(|| flips(&line_up));
        let two = scope.spawn(|| flips(&line_up));
        [one.join().unwrap(), two.join().unwrap()]
    });
    println!("one: {}", one.join(" "));
    println!("two: {}", two.join(" "));
    assert_eq!(one, two);
}
// ANCHOR_END: main
