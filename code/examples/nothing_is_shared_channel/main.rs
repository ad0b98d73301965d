//! The crate `ipc-channel`: typed channels between processes, which can be sent themselves.

// ANCHOR: main
use ipc_channel::ipc::{
    self, IpcOneShotServer, IpcReceiver, IpcSender,
};
use serde::{Deserialize, Serialize};
use std::env;
use std::error::Error;
use std::process::Command;

/// The worker's first message: how to talk to it.
#[derive(Serialize, Deserialize)]
struct Hello {
    to_jobs: IpcSender<u64>,
    results: IpcReceiver<(u64, u64)>,
}

fn worker(name: String) -> Result<(), Box<dyn Error>> {
    let (to_jobs, jobs) = ipc::channel()?;
    let (to_results, results) = ipc::channel()?;
    let hello = Hello { to_jobs, results };
    IpcSender::connect(name)?.send(hello)?;
    // An error: the last sender is gone.
    while let Ok(n) = jobs.recv() {
        to_results.send((n, n * n))?;
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    if let Ok(name) = env::var("SERVER") {
        return worker(name);
    }
    let (server, name) = IpcOneShotServer::<Hello>::new()?;
    let mut child = Command::new(env::current_exe()?)
        .env("SERVER", name)
        .spawn()?;
    let (_, hello) = server.accept()?;
    let Hello { to_jobs, results } = hello;
    for n in 1..=3 {
        to_jobs.send(n)?;
    }
    drop(to_jobs);
    let mut squares = Vec::new();
    while let Ok(result) = results.recv() {
        squares.push(result);
    }
    println!("{squares:?}");
    assert_eq!(squares, [(1, 1), (2, 4), (3, 9)]);
    assert!(child.wait()?.success());
    Ok(())
}
// ANCHOR_END: main
