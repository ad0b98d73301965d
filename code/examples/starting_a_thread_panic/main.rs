//! A thread that panics ends alone. Whoever joins it gets the panic as a value.

// ANCHOR: main
use std::thread;

fn divide(a: i32, b: i32) -> i32 {
    a / b
}

fn main() {
    let good = thread::spawn(|| divide(6, 2));
    let bad = thread::spawn(|| divide(6, 0));

    let good = good.join();
    let bad = bad.join();

    println!("6 / 2 = {good:?}");
    match &bad {
        Ok(quotient) => println!("6 / 0 = {quotient}"),
        Err(panic) => {
            println!(
                "6 / 0: {:?}",
                panic.downcast_ref::<&str>()
            )
        }
    }
    assert!(matches!(good, Ok(3)));
    assert!(bad.is_err());
}
// ANCHOR_END: main
