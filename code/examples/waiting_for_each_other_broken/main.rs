//! One of three parties fails before it comes. The others hear of it in place of waiting for ever.

// ANCHOR: main
use std::panic;
use std::thread;

use code::sync::Barrier;

fn work(n: u32, barrier: &Barrier) -> String {
    let _guard = barrier.break_on_panic();
    if n == 2 {
        panic!("no data");
    }
    match barrier.wait() {
        Ok(_) => "all have come".to_owned(),
        Err(broken) => broken.to_string(),
    }
}

fn main() {
    panic::set_hook(Box::new(|_| println!("2 panics")));
    let barrier = Barrier::new(3);
    thread::scope(|scope| {
        let parties = [1, 2, 3].map(|n| {
            let barrier = &barrier;
            scope.spawn(move || work(n, barrier))
        });
        let [one, two, three] =
            parties.map(|party| party.join());
        assert!(two.is_err());
        println!("1: {}", one.unwrap());
        println!("3: {}", three.unwrap());
    });
    assert!(barrier.is_broken());
}
// ANCHOR_END: main
