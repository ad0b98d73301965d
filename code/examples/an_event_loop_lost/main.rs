//! A wake-up that is lost between a look and a sleep, found by loom.

use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use loom::sync::{Condvar, Mutex};
use loom::thread;

// ANCHOR: main
#[derive(Default)]
struct Ready {
    tasks: Mutex<u32>,
    asleep: Mutex<bool>,
    called: Condvar,
}

impl Ready {
    fn wake(&self) {
        *self.tasks.lock().unwrap() += 1;
        let mut asleep = self.asleep.lock().unwrap();
        if *asleep {
            *asleep = false;
            self.called.notify_one();
        }
    }

    fn is_empty(&self) -> bool {
        *self.tasks.lock().unwrap() == 0
    }

    fn look_then_sleep(&self) {
        if self.is_empty() {
            self.sleep(|| true);
        }
    }

    fn look_once_more(&self) {
        self.sleep(|| self.is_empty());
    }

    /// Says that it sleeps; does, if nothing speaks against it.
    fn sleep(&self, may: impl Fn() -> bool) {
        let mut asleep = self.asleep.lock().unwrap();
        *asleep = may();
        while *asleep {
            asleep = self.called.wait(asleep).unwrap();
        }
    }
}

fn check(name: &str, sleep: fn(&Ready)) {
    let orders = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&orders);
    let found = panic::catch_unwind(move || {
        loom::model(move || {
            counted.fetch_add(1, Relaxed);
            let ready = Arc::new(Ready::default());
            let other = Arc::clone(&ready);
            let other = thread::spawn(move || other.wake());
            sleep(&ready);
            assert!(!ready.is_empty());
            other.join().unwrap();
        });
    });
    match found {
        Ok(()) => println!("{name}: right in every order"),
        Err(_) => println!("{name}: stuck in one order"),
    }
    assert!(found.is_ok() == (name == "look once more"));
    assert!(orders.load(Relaxed) > 1);
}
// ANCHOR_END: main

fn main() {
    panic::set_hook(Box::new(|_| {}));
    check("look, then sleep", Ready::look_then_sleep);
    check("look once more", Ready::look_once_more);
}
