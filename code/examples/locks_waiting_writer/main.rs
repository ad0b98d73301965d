//! A thread that reads can neither write nor, once a writer waits, count on reading again.

// ANCHOR: main
use std::sync::RwLock;
use std::thread;
use std::time::Duration;

fn main() {
    let text = RwLock::new("draft");

    let reading = text.read().unwrap();
    let upgrade = text.try_write().is_ok();
    println!("reading, and writing too: {upgrade}");
    let again = text.try_read().is_ok();
    println!("reading twice: {again}");
    assert!(!upgrade && again);

    thread::scope(|scope| {
        let writer = || *text.write().unwrap() = "final";
        let writer = scope.spawn(writer);

        // The writer comes, and waits for `reading`.
        let mut tries = 0;
        while text.try_read().is_ok() && tries < 10_000 {
            thread::sleep(Duration::from_millis(1));
            tries += 1;
        }
        let again = text.try_read().is_ok();
        println!("twice, with a writer waiting: {again}");
        assert!(!again && !writer.is_finished());
        drop(reading);
    });
    println!("then: {}", text.read().unwrap());
    assert_eq!(*text.read().unwrap(), "final");
}
// ANCHOR_END: main
