//! A task on the blocking pool that has begun ends by itself, or not at all.

// ANCHOR: main
use std::sync::mpsc::channel;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

fn main() {
    let limit = Duration::from_millis(20);
    let mut builder = Builder::new_current_thread();
    builder.enable_time().max_blocking_threads(1);

    let runtime = builder.build().unwrap();
    runtime.block_on(async {
        let (begun, has_begun) = oneshot::channel();
        let (go, wait) = channel::<()>();
        let mut first = spawn_blocking(move || {
            begun.send(()).unwrap();
            wait.recv().unwrap();
            "done"
        });
        let second = spawn_blocking(|| "done too");
        has_begun.await.unwrap();

        first.abort();
        second.abort();
        let late = timeout(limit, &mut first).await;
        println!("begun, after the limit: {late:?}");
        assert!(late.is_err());

        go.send(()).unwrap();
        let (first, second) = (first.await, second.await);
        println!("begun, aborted: {first:?}");
        let cancelled = second.unwrap_err().is_cancelled();
        println!("queued, aborted: cancelled {cancelled}");
        assert_eq!(first.unwrap(), "done");
        assert!(cancelled);
    });

    // The end of a runtime waits for such tasks as well.
    let runtime = builder.build().unwrap();
    let (go, wait) = channel::<()>();
    let (ended, end) = channel();
    runtime.block_on(async {
        let (begun, has_begun) = oneshot::channel();
        spawn_blocking(move || {
            begun.send(()).unwrap();
            wait.recv().unwrap();
            ended.send("it has ended").unwrap();
        });
        has_begun.await.unwrap();
    });
    // `drop(runtime)` would wait here for ever.
    runtime.shutdown_timeout(limit);
    println!("the runtime is gone: {:?}", end.try_recv());
    assert!(end.try_recv().is_err());
    go.send(()).unwrap();
    println!("later: {:?}", end.recv());
}
// ANCHOR_END: main
