//! A tree walked with a stack of its own, and by a machine that keeps its stack in a `Vec`.

// ANCHOR: main
use code::task::generator::{Generator, Yielder};

struct Node(Tree, u32, Tree);
type Tree = Option<Box<Node>>;

fn walk(tree: &Tree, out: &Yielder<u32>) {
    if let Some(node) = tree {
        walk(&node.0, out);
        out.give(node.1);
        walk(&node.2, out);
    }
}

/// By hand: the nodes whose left side is under way.
struct Walk<'a>(Vec<&'a Node>);

impl<'a> Walk<'a> {
    fn down(&mut self, mut tree: &'a Tree) {
        while let Some(node) = tree {
            self.0.push(node);
            tree = &node.0;
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let node = self.0.pop()?;
        self.down(&node.2);
        Some(node.1)
    }
}

fn main() {
    let node = |l, key, r| Some(Box::new(Node(l, key, r)));
    let three = node(None, 3, None);
    let tree =
        node(node(None, 1, None), 2, node(three, 4, None));

    let mut machine = Walk(Vec::new());
    machine.down(&tree);
    let by_hand: Vec<u32> = machine.collect();
    println!("by hand: {by_hand:?}");

    let walker = Generator::new(move |out| walk(&tree, out));
    let on_a_stack: Vec<u32> = walker.collect();
    println!("on a stack: {on_a_stack:?}");
    assert_eq!(by_hand, [1, 2, 3, 4]);
    assert_eq!(on_a_stack, by_hand);
}
// ANCHOR_END: main
