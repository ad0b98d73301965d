//! What has been sent belongs to the receiver.

// ANCHOR: main
use std::sync::mpsc;

fn main() {
    let (sender, receiver) = mpsc::channel();
    let mut order = vec!["bolt", "nut"];
    sender.send(order).unwrap();
    order.push("washer");
    assert_eq!(receiver.recv().unwrap().len(), 2);
}
// ANCHOR_END: main
