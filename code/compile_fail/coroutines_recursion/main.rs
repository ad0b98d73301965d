//! A machine that holds itself has no size.

// ANCHOR: main
#[derive(Debug)]
struct Node(Option<Box<Node>>, u32, Option<Box<Node>>);

#[derive(Debug)]
enum Walk<'a> {
    Created(&'a Node),
    Left(&'a Node, Walk<'a>),
    Here(&'a Node),
    Right(Walk<'a>),
}

fn main() {
    let leaf = Node(None, 1, None);
    println!("{:?}", Walk::Created(&leaf));
}
// ANCHOR_END: main
