//! A runtime that is dropped drops its tasks at the await where they are; and none is started inside another.

// ANCHOR: main
use std::future::pending;
use std::panic::catch_unwind;
use tokio::runtime::{Builder, Handle};
use tokio::task::yield_now;

struct Log;

impl Drop for Log {
    fn drop(&mut self) {
        println!("log: dropped");
    }
}

async fn nothing() {}

fn main() {
    let runtime =
        Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        tokio::spawn(async {
            let _log = Log;
            println!("log: begun");
            pending::<()>().await;
            println!("log: never");
        });
        yield_now().await;

        let again = || Handle::current().block_on(nothing());
        assert!(catch_unwind(again).is_err());
        println!("main: done");
    });
    println!("the task is still there");
    drop(runtime);
    println!("the runtime is gone");
}
// ANCHOR_END: main
