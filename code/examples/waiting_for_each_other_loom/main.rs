//! loom runs two takers and a putter in every order. One version of the queue is right; each of the others fails in some order.

// ANCHOR: queue
use loom::sync::{Condvar, Mutex};

#[derive(Default)]
struct Queue {
    items: Mutex<u32>,
    added: Condvar,
}

fn take_if(queue: &Queue) {
    let mut items = queue.items.lock().unwrap();
    if *items == 0 {
        items = queue.added.wait(items).unwrap();
    }
    *items = items.checked_sub(1).expect("woken, no item");
}

fn take_while(queue: &Queue) {
    let mut items = queue.items.lock().unwrap();
    while *items == 0 {
        items = queue.added.wait(items).unwrap();
    }
    *items = items.checked_sub(1).expect("woken, no item");
}

fn put(queue: &Queue) {
    *queue.items.lock().unwrap() += 1;
    queue.added.notify_one();
}

fn put_in_silence(queue: &Queue) {
    *queue.items.lock().unwrap() += 1;
}
// ANCHOR_END: queue

// ANCHOR: main
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use loom::thread;

static ORDERS: AtomicU32 = AtomicU32::new(0);

fn model(take: fn(&Queue), put: fn(&Queue)) {
    ORDERS.fetch_add(1, Ordering::Relaxed);
    let queue = Arc::new(Queue::default());
    let takers = [0; 2].map(|_| {
        let queue = Arc::clone(&queue);
        thread::spawn(move || take(&queue))
    });
    put(&queue);
    put(&queue);
    for taker in takers {
        taker.join().unwrap();
    }
}

fn check(
    name: &str,
    take: fn(&Queue),
    put: fn(&Queue),
) -> bool {
    ORDERS.store(0, Ordering::Relaxed);
    let result = panic::catch_unwind(|| {
        loom::model(move || model(take, put))
    });
    let orders = ORDERS.load(Ordering::Relaxed);
    match &result {
        Ok(()) => println!("{name}: right in all {orders}"),
        Err(panic) => {
            let says =
                panic.downcast_ref::<String>().unwrap();
            println!("{name}: wrong in order {orders}");
            println!("  {}", says.lines().next().unwrap());
        }
    }
    result.is_ok()
}

fn main() {
    panic::set_hook(Box::new(|_| {}));
    assert!(check("while", take_while, put));
    assert!(!check("if", take_if, put));
    assert!(!check("no notify", take_while, put_in_silence));
}
// ANCHOR_END: main
