//! Four threads want a value that takes a while to make. It is made once.

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Barrier, OnceLock};
use std::thread;
use std::time::Duration;

static CONFIG: OnceLock<String> = OnceLock::new();
static LOADS: AtomicU32 = AtomicU32::new(0);

fn load() -> String {
    LOADS.fetch_add(1, Ordering::Relaxed);
    // Reads a file.
    thread::sleep(Duration::from_millis(20));
    "port = 80".to_owned()
}

fn main() {
    let all = Barrier::new(4);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                all.wait();
                let config = CONFIG.get_or_init(load);
                assert_eq!(config, "port = 80");
            });
        }
    });
    let loads = LOADS.load(Ordering::Relaxed);
    println!("OnceLock: loaded {loads} times");
    assert_eq!(loads, 1);
}
// ANCHOR_END: main
