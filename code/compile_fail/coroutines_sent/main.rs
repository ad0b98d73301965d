//! What the stack of a suspended generator holds is in no type.

// ANCHOR: main
use code::task::generator::Generator;
use std::rc::Rc;
use std::thread;

fn main() {
    let mut numbers = Generator::new(|out| {
        let shared = Rc::new(1);
        out.give(*shared);
        out.give(*shared + 1);
    });
    assert_eq!(numbers.next(), Some(1));
    let other = thread::spawn(move || numbers.next());
    assert_eq!(other.join().unwrap(), Some(2));
}
// ANCHOR_END: main
