//! The same without `yield`: an enum keeps what the function would have to remember.

// ANCHOR: machine
#[derive(Debug)]
enum Pairs {
    Created { n: u32 },
    Suspended { n: u32, a: u32, b: u32 },
    Done,
}

impl Iterator for Pairs {
    type Item = (u32, u32);

    fn next(&mut self) -> Option<(u32, u32)> {
        let (n, mut a, mut b) = match *self {
            Pairs::Created { n } => (n, 0, 0),
            // Where `yield` left off: the next round of `b`.
            Pairs::Suspended { n, a, b } => (n, a, b + 1),
            Pairs::Done => return None,
        };
        while a < n {
            if b < a {
                *self = Pairs::Suspended { n, a, b };
                return Some((a, b));
            }
            (a, b) = (a + 1, 0);
        }
        *self = Pairs::Done;
        None
    }
}
// ANCHOR_END: machine

// ANCHOR: main
fn main() {
    let mut some = Pairs::Created { n: 3 };
    assert_eq!(some.next(), Some((1, 0)));
    assert_eq!(some.next(), Some((2, 0)));
    println!("{some:?} in {} bytes", size_of_val(&some));
    assert_eq!(some.next(), Some((2, 1)));
    assert_eq!(some.next(), None);
    let all: Vec<_> = Pairs::Created { n: 4 }.collect();
    println!("{all:?}");
}
// ANCHOR_END: main
