//! A panic passes through `next` to the caller, and the generator is over.

// ANCHOR: main
use code::task::generator::Generator;
use std::panic::{AssertUnwindSafe, catch_unwind};

fn main() {
    let mut some = Generator::new(|out| {
        for n in [2, 3, 4] {
            assert!(n % 2 == 0, "{n} is odd");
            out.give(n / 2);
        }
    });
    println!("{}", some.next().unwrap());
    let next = AssertUnwindSafe(|| some.next());
    let panic = catch_unwind(next).unwrap_err();
    let words = panic.downcast_ref::<String>().unwrap();
    println!("the caller: {words}");
    println!("the third: {:?}", some.next());
}
// ANCHOR_END: main
