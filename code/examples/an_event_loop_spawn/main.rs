//! A task that panics, one that is aborted, and one that is well.

use std::future;
use std::io;
use std::panic;

use code::task::{Executor, spawn, yield_now};

// ANCHOR: main
fn main() -> io::Result<()> {
    panic::set_hook(Box::new(|_| {}));
    let executor = Executor::new()?;
    executor.run_until_complete(async {
        let well = spawn(async { 7 });
        let ill = spawn(async { panic!("no more paper") });
        let endless = spawn(future::pending::<()>());
        yield_now().await;

        endless.abort();
        println!("well: {:?}", well.await);
        let ended: Result<(), _> = ill.await;
        println!("ill: {ended:?}");
        println!("endless: {:?}", endless.await);
    });
    println!("left: {}", executor.alive());
    assert_eq!(executor.alive(), 0);
    Ok(())
}
// ANCHOR_END: main
