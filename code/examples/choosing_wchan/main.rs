//! Three threads that use no processor time, and what each of them waits for.

// ANCHOR: main
use nix::unistd::gettid;
use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Mutex, mpsc::channel};
use std::time::Duration;
use std::{fs, thread};

const NAP: Duration = Duration::from_millis(1);

fn main() -> io::Result<()> {
    let (mut reader, writer) = io::pipe()?;
    let lock = Mutex::new(());
    let held = lock.lock().unwrap();
    let stop = AtomicBool::new(false);

    let mut read = || _ = reader.read(&mut [0]).unwrap();
    let mut enter = || drop(lock.lock().unwrap());
    let mut nap = || {
        while !stop.load(Relaxed) {
            thread::sleep(NAP);
        }
    };
    let jobs: [(_, _, &mut (dyn FnMut() + Send)); 3] = [
        ("waits for a pipe", "pipe_read", &mut read),
        ("for a lock", "futex", &mut enter),
        ("for the clock", "nanosleep", &mut nap),
    ];

    let mut seen = Vec::new();
    thread::scope(|scope| {
        for (what, function, job) in jobs {
            let (tell, told) = channel();
            scope.spawn(move || {
                tell.send(gettid()).unwrap();
                job();
            });
            let thread = told.recv().unwrap();
            let place =
                format!("/proc/self/task/{thread}/wchan");
            // Look until it sleeps there.
            let sleeps = (0..9999).any(|_| {
                thread::sleep(NAP);
                let place = fs::read_to_string(&place);
                place.unwrap().contains(function)
            });
            println!("{what}: in ..{function}.. {sleeps}");
            seen.push(sleeps);
        }
        drop((writer, held));
        stop.store(true, Relaxed);
    });
    assert_eq!(seen, [true; 3]);
    Ok(())
}
// ANCHOR_END: main
