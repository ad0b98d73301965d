//! Two threads own one table. It is freed by whichever lets go of it last.

// ANCHOR: main
use std::io;
use std::sync::{Arc, Barrier};
use std::thread;

struct Table {
    rows: Vec<u64>,
}

impl Drop for Table {
    fn drop(&mut self) {
        let thread = thread::current();
        println!("freed by {}", thread.name().unwrap());
    }
}

fn read(table: Arc<Table>, let_go: Arc<Barrier>) {
    let_go.wait();
    assert_eq!(Arc::strong_count(&table), 1);
    println!("sum: {}", table.rows.iter().sum::<u64>());
}

fn main() -> io::Result<()> {
    let table = Arc::new(Table {
        rows: vec![1, 2, 3],
    });
    let let_go = Arc::new(Barrier::new(2));

    let theirs = (Arc::clone(&table), Arc::clone(&let_go));
    assert_eq!(Arc::strong_count(&table), 2);
    let reader = thread::Builder::new()
        .name("the reader".to_owned())
        .spawn(move || read(theirs.0, theirs.1))?;

    drop(table); // main's reference
    let_go.wait();
    reader.join().unwrap();
    Ok(())
}
// ANCHOR_END: main
