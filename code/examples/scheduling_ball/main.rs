//! Two loops pass a ball and never wait: as threads on one core, as tasks on one thread, and as tasks that give way.

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;
use tokio::task::yield_now;

const PASSES: u32 = 5;
const MILLION: u64 = 1_000_000;

/// The ball is on side 0 when even, on side 1 when odd.
fn pass(ball: &AtomicU32, side: u32) -> bool {
    let here = ball.load(SeqCst) % 2 == side;
    if here {
        ball.fetch_add(1, SeqCst);
    }
    here
}

/// Looks for the ball, so many times, and never waits.
fn play(ball: &AtomicU32, side: u32, looks: u64) -> u32 {
    let mut passes = 0;
    for _ in 0..looks {
        passes += u32::from(pass(ball, side));
        if passes == PASSES {
            break;
        }
    }
    passes
}

fn threads() -> [u32; 2] {
    static BALL: AtomicU32 = AtomicU32::new(0);
    let core = core_affinity::get_core_ids().unwrap()[0];
    assert!(core_affinity::set_for_current(core));
    let one = thread::spawn(|| play(&BALL, 0, u64::MAX));
    let two = thread::spawn(|| play(&BALL, 1, u64::MAX));
    [one.join().unwrap(), two.join().unwrap()]
}

#[tokio::main(flavor = "current_thread")]
async fn tasks() -> [u32; 2] {
    static BALL: AtomicU32 = AtomicU32::new(0);
    let one = tokio::spawn(async { play(&BALL, 0, MILLION) });
    let two = tokio::spawn(async { play(&BALL, 1, MILLION) });
    [one.await.unwrap(), two.await.unwrap()]
}
// ANCHOR_END: main

// ANCHOR: yielding
async fn play_fair(ball: &AtomicU32, side: u32) -> u32 {
    let mut passes = 0;
    while passes < PASSES {
        passes += u32::from(pass(ball, side));
        yield_now().await;
    }
    passes
}

#[tokio::main(flavor = "current_thread")]
async fn tasks_that_yield() -> [u32; 2] {
    static BALL: AtomicU32 = AtomicU32::new(0);
    let one = tokio::spawn(play_fair(&BALL, 0));
    let two = tokio::spawn(play_fair(&BALL, 1));
    [one.await.unwrap(), two.await.unwrap()]
}
// ANCHOR_END: yielding

fn main() {
    let passes = [threads(), tasks(), tasks_that_yield()];
    println!("threads, one core: {:?}", passes[0]);
    println!("tasks, one thread: {:?}", passes[1]);
    println!("tasks that yield:  {:?}", passes[2]);
    assert_eq!(passes, [[5, 5], [1, 1], [5, 5]]);
}
