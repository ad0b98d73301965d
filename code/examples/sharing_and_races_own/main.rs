//! A thread changes five things, and another looks. Four of them have changed for it too.

// ANCHOR: main
use std::cell::Cell;
use std::io::{Read, Seek, Write};
use std::{env, io, thread};

thread_local! {
    static OWN: Cell<&str> = const { Cell::new("not set") };
}

fn main() -> io::Result<()> {
    let mut shared = vec![];
    let mut count = 0;
    let mut file = tempfile::tempfile()?;
    file.write_all(b"abcdef")?;
    file.rewind()?;
    OWN.set("main's");

    thread::scope(|scope| {
        scope
            .spawn(|| {
                count += 1;
                shared.push("a thread's");
                env::set_current_dir("/")?;
                (&file).read_exact(&mut [0; 3])?;
                OWN.set("a thread's");
                io::Result::Ok(())
            })
            .join()
            .unwrap()
    })?;

    let directory = env::current_dir()?;
    let mut rest = String::new();
    file.read_to_string(&mut rest)?;
    println!("variable of main: {count}");
    println!("list on the heap: {}", shared[0]);
    println!("working directory: {}", directory.display());
    println!("rest of the file: {rest}");
    println!("thread-local word: {}", OWN.get());
    assert_eq!((count, shared[0]), (1, "a thread's"));
    assert_eq!(directory.to_str(), Some("/"));
    assert_eq!((&*rest, OWN.get()), ("def", "main's"));
    Ok(())
}
// ANCHOR_END: main
