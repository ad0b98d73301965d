//! Which of the kernel's two counts of switches grows: of a thread that sleeps, one that computes, one that yields.

// ANCHOR: main
use nix::sys::resource::{UsageWho, getrusage};
use std::io;
use std::process::Command;
use std::thread;
use std::time::Duration;

/// Of this thread: how often it left the core because it
/// waited, and how often though it could have gone on.
fn switches() -> [i64; 2] {
    let usage = getrusage(UsageWho::RUSAGE_THREAD).unwrap();
    [
        usage.voluntary_context_switches(),
        usage.involuntary_context_switches(),
    ]
}

/// Does it until there have been twenty switches.
fn report(name: &str, step: impl Fn()) -> bool {
    let before = switches();
    loop {
        step();
        let now = switches();
        let waited = now[0] - before[0];
        let taken = now[1] - before[1];
        if waited + taken >= 20 {
            let most = if waited > taken {
                "voluntary"
            } else {
                "involuntary"
            };
            println!("{name} mostly {most}");
            return waited > taken;
        }
    }
}

fn main() -> io::Result<()> {
    let core = core_affinity::get_core_ids().unwrap()[0];
    assert!(core_affinity::set_for_current(core));
    // Computes on the same core, for ten seconds at most.
    let mut other = Command::new("sh")
        .args(["-c", "ulimit -t 10; while :; do :; done"])
        .spawn()?;

    let nap = Duration::from_micros(100);
    let answers = [
        report("sleeps:  ", || thread::sleep(nap)),
        report("computes:", || ()),
        report("yields:  ", thread::yield_now),
    ];
    other.kill()?;
    other.wait()?;
    assert_eq!(answers, [true, false, false]);
    Ok(())
}
// ANCHOR_END: main
