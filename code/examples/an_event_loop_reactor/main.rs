//! One thread waits for two sockets, and for a call from another thread.

use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::thread;
use std::time::Duration;

use polling::{Event, Events, Poller};

// ANCHOR: main
fn wait(
    poller: &Poller,
    limit: Option<Duration>,
) -> io::Result<Vec<usize>> {
    let mut events = Events::new();
    poller.wait(&mut events, limit)?;
    Ok(events.iter().map(|event| event.key).collect())
}

fn main() -> io::Result<()> {
    let (_ann, ann_here) = UnixStream::pair()?;
    let (mut bob, bob_here) = UnixStream::pair()?;
    let poller = Poller::new()?;
    // SAFETY: both are deleted from it below.
    unsafe {
        poller.add(&ann_here, Event::readable(1))?;
        poller.add(&bob_here, Event::readable(2))?;
    }

    bob.write_all(b"hello")?;
    println!("ready: {:?}", wait(&poller, None)?);
    // Nothing has been read, and it says no more.
    let now = Some(Duration::ZERO);
    println!("again: {:?}", wait(&poller, now)?);
    poller.modify(&bob_here, Event::readable(2))?;
    println!("asked: {:?}", wait(&poller, None)?);

    thread::scope(|scope| {
        scope.spawn(|| poller.notify());
        println!("called: {:?}", wait(&poller, None)?);
        poller.delete(&ann_here)?;
        poller.delete(&bob_here)
    })
}
// ANCHOR_END: main
