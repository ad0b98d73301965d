//! A machine that holds itself has no size.

// ANCHOR: main
struct Node(Option<Box<Node>>, u32, Option<Box<Node>>);

enum Walk<'a> {
    Created(&'a Node),
    Left(&'a Node, Walk<'a>),
    Here(&'a Node),
    Right(Walk<'a>),
    Done,
}

fn at_its_end(walk: &Walk) -> bool {
    matches!(walk, Walk::Done)
}
// ANCHOR_END: main

fn main() {}
