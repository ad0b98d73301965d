//! A flag that is looked at before the waker is kept: loom finds the order in which the wake-up comes in between.

// ANCHOR: main
use loom::sync::atomic::{AtomicBool, Ordering::SeqCst};
use loom::sync::{Condvar, Mutex};
use loom::thread;
use std::panic;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

#[derive(Default)]
struct Flag {
    set: AtomicBool,
    waker: Mutex<Option<Waker>>,
}

fn look_then_keep(flag: &Flag, cx: &Context<'_>) -> bool {
    let ready = flag.set.load(SeqCst);
    *flag.waker.lock().unwrap() = Some(cx.waker().clone());
    ready
}

fn keep_then_look(flag: &Flag, cx: &Context<'_>) -> bool {
    *flag.waker.lock().unwrap() = Some(cx.waker().clone());
    flag.set.load(SeqCst)
}

fn set(flag: &Flag) {
    flag.set.store(true, SeqCst);
    let waker = flag.waker.lock().unwrap().take();
    waker.inspect(Waker::wake_by_ref);
}

fn model(ready: fn(&Flag, &Context<'_>) -> bool) {
    let flag = Arc::new(Flag::default());
    let other = Arc::clone(&flag);
    let setting = thread::spawn(move || set(&other));
    let signal = Arc::new(Signal::default());
    let waker = Waker::from(Arc::clone(&signal));
    while !ready(&flag, &Context::from_waker(&waker)) {
        signal.wait();
    }
    setting.join().unwrap();
}

fn check(
    ready: fn(&Flag, &Context<'_>) -> bool,
) -> &'static str {
    match panic::catch_unwind(|| {
        loom::model(move || model(ready))
    }) {
        Ok(()) => "every order is right",
        Err(said) => {
            let said = said.downcast::<String>().unwrap();
            assert!(said.contains("deadlock"), "{said}");
            "it may sleep for ever"
        }
    }
}

fn main() {
    panic::set_hook(Box::new(|_| {})); // we print it
    let (wrong, right) =
        (check(look_then_keep), check(keep_then_look));
    println!("look, then keep: {wrong}");
    println!("keep, then look: {right}");
    assert_eq!(wrong, "it may sleep for ever");
    assert_eq!(right, "every order is right");
}
// ANCHOR_END: main

/// As in `block_on`.
#[derive(Default)]
struct Signal(Mutex<bool>, Condvar);

impl Signal {
    fn wait(&self) {
        let mut woken = self.0.lock().unwrap();
        while !*woken {
            woken = self.1.wait(woken).unwrap();
        }
        *woken = false;
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        *self.0.lock().unwrap() = true;
        self.1.notify_one();
    }
}
