//! Two coroutines switch to each other. One of them never comes to its end.

// ANCHOR: main
use corosensei::Coroutine;

enum Who {
    First,
    Second,
}

fn main() {
    let mut first = Coroutine::new(|main, ()| {
        println!("one begins");
        main.suspend(Who::Second);
        println!("one ends");
    });
    let mut second = Coroutine::new(|main, ()| {
        println!("two begins");
        main.suspend(Who::First);
        println!("two ends");
    });
    let mut next = Some(Who::First);
    while let Some(who) = next {
        let result = match who {
            Who::First => first.resume(()),
            Who::Second => second.resume(()),
        };
        next = result.as_yield(); // None: it has returned
    }
    println!("main goes on");
    let ended = [first.done(), second.done()];
    println!(
        "ended: {} of 2",
        ended.map(u8::from).iter().sum::<u8>()
    );
    assert_eq!(ended, [true, false]);
}
// ANCHOR_END: main
