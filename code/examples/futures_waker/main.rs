//! A future written by hand, which another thread makes ready: it keeps a waker, and the thread calls it.

// ANCHOR: letter
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Default)]
struct Mailbox {
    text: Option<String>,
    waker: Option<Waker>,
}

struct Letter(Arc<Mutex<Mailbox>>);

impl Future for Letter {
    type Output = String;

    fn poll(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<String> {
        let waker = context.waker().clone();
        let mut inside = self.0.lock().unwrap();
        if let Some(text) = inside.text.take() {
            return Poll::Ready(text);
        }
        let old = inside.waker.replace(waker);
        drop(inside);
        drop(old); // code of somebody else's: no lock
        Poll::Pending
    }
}

fn deliver(letter: &Mutex<Mailbox>, text: &str) {
    let mut inside = letter.lock().unwrap();
    inside.text = Some(text.to_string());
    let waker = inside.waker.take();
    drop(inside);
    if let Some(waker) = waker {
        waker.wake();
    }
}
// ANCHOR_END: letter

// ANCHOR: main
use code::task::block_on;
use std::future::poll_fn;
use std::sync::mpsc;
use std::thread;

fn main() {
    let mut letter = Letter(Arc::default());
    let mailbox = Arc::clone(&letter.0);
    let (asked, was_asked) = mpsc::channel();
    let postman = thread::spawn(move || {
        was_asked.recv().unwrap();
        deliver(&mailbox, "hello");
    });

    let mut polls = 0;
    let text = block_on(poll_fn(|context| {
        let answer = Pin::new(&mut letter).poll(context);
        polls += 1;
        println!("poll {polls}: {answer:?}");
        if answer.is_pending() {
            asked.send(()).unwrap();
        }
        answer
    }));
    postman.join().unwrap();
    assert_eq!((polls, text.as_str()), (2, "hello"));
}
// ANCHOR_END: main
