//! Keeping the cores awake: a thread on each that runs only when nothing else would.
//!
//! A core with nothing to do is halted, and on a virtual machine, after a while, handed back to the host. Rousing it is part of
//! what a hand-off to another core costs. With this guard alive no core halts, and the same hand-off shows what remains.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread::{self, JoinHandle};

/// Cores are kept awake until this is dropped. Its threads have the policy `SCHED_IDLE`: whatever else is woken on their core
/// takes it from them at once, and to the scheduler their core counts as free.
pub struct Awake {
    stop: Arc<AtomicBool>,
    spinners: Vec<JoinHandle<()>>,
}

impl Awake {
    /// Keeps every core awake that this process may use.
    pub fn start() -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let cores = core_affinity::get_core_ids().unwrap_or_default();
        let spinners = cores
            .into_iter()
            .map(|core| {
                let stop = Arc::clone(&stop);
                thread::spawn(move || {
                    // Pinned first: of so low a class it might wait for long to be moved to its core.
                    core_affinity::set_for_current(core);
                    if idle_priority() {
                        spin(&stop);
                    }
                })
            })
            .collect();
        Awake { stop, spinners }
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        self.stop.store(true, Relaxed);
        for spinner in self.spinners.drain(..) {
            spinner.join().expect("a spinner does not panic");
        }
    }
}

fn spin(stop: &AtomicBool) {
    while !stop.load(Relaxed) {
        // The pause instruction leaves a sibling hyper-thread its share of the core.
        std::hint::spin_loop();
    }
}

/// Whether this thread now runs only where nothing else wants to. At any other priority it would disturb what it is to help.
fn idle_priority() -> bool {
    let parameters = libc::sched_param { sched_priority: 0 };
    // SAFETY: the parameters outlive the call, and 0 is the calling thread.
    unsafe { libc::sched_setscheduler(0, libc::SCHED_IDLE, &raw const parameters) == 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cores_are_kept_awake_until_it_is_dropped() {
        let awake = Awake::start();
        let spinners = evidence_of_spinning();
        drop(awake);
        assert!(
            spinners > 0,
            "nothing ran while every thread but the spinners slept"
        );
    }

    /// The CPU time in nanoseconds that this process used while this thread slept.
    fn evidence_of_spinning() -> i64 {
        let before = crate::evidence::Counters::now();
        thread::sleep(std::time::Duration::from_millis(30));
        crate::evidence::Counters::now().since(&before).own_cpu_ns - 5_000_000
    }
}
