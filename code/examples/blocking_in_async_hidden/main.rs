//! Which of tokio's calls have a thread behind them? A runtime counts the threads it starts.

// ANCHOR: main
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;
use tokio::io::{AsyncWriteExt, stdout};
use tokio::net::{TcpListener, TcpStream, lookup_host};
use tokio::runtime::Builder;
use tokio::{fs, process, time};

/// How many threads the runtime starts for this.
fn threads(
    work: impl Future<Output = io::Result<()>>,
) -> u32 {
    let count = Arc::new(AtomicU32::new(0));
    let counted = count.clone();
    let runtime = Builder::new_current_thread()
        .enable_all()
        .on_thread_start(move || {
            counted.fetch_add(1, Relaxed);
        })
        .build()
        .unwrap();
    runtime.block_on(work).unwrap();
    drop(runtime); // waits for its threads
    count.load(Relaxed)
}

fn main() {
    let sleep = threads(async {
        time::sleep(Duration::from_millis(1)).await;
        Ok(())
    });
    let connect = threads(async {
        let listener =
            TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        TcpStream::connect(address).await?;
        listener.accept().await?;
        Ok(())
    });
    let child = threads(async {
        process::Command::new("true").status().await?;
        Ok(())
    });
    let lookup = threads(async {
        let _addresses = lookup_host("localhost:80").await?;
        Ok(())
    });
    let read = threads(async {
        fs::read("/etc/hosts").await?;
        Ok(())
    });
    let print = threads(async {
        stdout().write_all(b"(a line)\n").await?;
        stdout().flush().await
    });
    println!("sleep {sleep}, TCP {connect}, child {child}");
    println!("names {lookup}, files {read}, stdout {print}");
    assert_eq!([sleep, connect, child], [0; 3]);
    assert_eq!([lookup, read, print], [1; 3]);
}
// ANCHOR_END: main
