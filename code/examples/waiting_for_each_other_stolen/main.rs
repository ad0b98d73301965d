//! Who is woken must look again: what it was woken for may have been taken by somebody who was awake.

// ANCHOR: main
use std::collections::VecDeque;
use std::sync::{Barrier, Condvar, Mutex};
use std::thread;

#[derive(Default)]
struct Queue {
    items: Mutex<VecDeque<u32>>,
    added: Condvar,
}

impl Queue {
    fn put(&self, item: u32) {
        self.items.lock().unwrap().push_back(item);
        self.added.notify_one();
    }

    fn take_if(&self, there: &Barrier) -> Option<u32> {
        let mut items = self.items.lock().unwrap();
        there.wait();
        if items.is_empty() {
            items = self.added.wait(items).unwrap();
        }
        items.pop_front()
    }

    fn take_while(&self, there: &Barrier) -> Option<u32> {
        let mut items = self.items.lock().unwrap();
        there.wait();
        while items.is_empty() {
            items = self.added.wait(items).unwrap();
        }
        items.pop_front()
    }

    /// A consumer that comes between the two: here, in one
    /// hold of the lock, so that it happens every time.
    fn put_and_steal(&self) {
        let mut items = self.items.lock().unwrap();
        items.push_back(1);
        self.added.notify_one();
        items.pop_front();
    }
}

fn main() {
    let (queue, there) = (Queue::default(), Barrier::new(2));
    thread::scope(|scope| {
        let robbed = scope.spawn(|| queue.take_if(&there));
        there.wait(); // It has the lock, until it waits.
        queue.put_and_steal();
        let got = robbed.join().unwrap();
        println!("if: {got:?}");
        assert_eq!(got, None);

        let robbed = scope.spawn(|| queue.take_while(&there));
        there.wait();
        queue.put_and_steal();
        queue.put(2);
        let got = robbed.join().unwrap();
        println!("while: {got:?}");
        assert_eq!(got, Some(2));
    });
}
// ANCHOR_END: main
