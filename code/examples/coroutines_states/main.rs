//! Three states can be asked for. The fourth nobody can ask.

// ANCHOR: main
use code::task::generator::{Generator, State};

fn main() {
    let mut some = Generator::new(|out| {
        println!("inside: nobody to ask");
        out.give(());
    });
    println!("{:?}", some.state());
    assert_eq!(some.state(), State::Created);
    some.next();
    println!("{:?}", some.state());
    assert_eq!(some.state(), State::Suspended);
    some.next();
    println!("{:?}", some.state());
    assert_eq!(some.state(), State::Done);
    assert_eq!(some.next(), None);
}
// ANCHOR_END: main
