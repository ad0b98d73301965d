//! What becomes of a suspended one that nobody wants any more.

// ANCHOR: main
use code::task::generator::Generator;
use std::thread;

struct File;

impl Drop for File {
    fn drop(&mut self) {
        println!("unwinding: {}", thread::panicking());
        println!("the file is closed");
    }
}

fn main() {
    let mut one = Generator::new(|out| {
        let _file = File;
        out.give(());
        println!("never printed");
    });
    one.next();
    drop(one);
    println!("main goes on");
    assert!(!thread::panicking());
}
// ANCHOR_END: main
