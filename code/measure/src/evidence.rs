//! What the kernel says about a stretch of time: who else ran, who was stolen from, what was switched and faulted.
//!
//! The kernel counts the time of a CPU in ticks of 10 ms (`USER_HZ`), so a sample of 50 ms on two cores is ten ticks and a
//! round of a second or two is a few hundred. What the processes under measurement used themselves is known to the
//! microsecond (`getrusage`). The difference is foreign: other programs, and the kernel's own threads.

use std::fs;
use std::sync::OnceLock;
use std::time::Duration;

use nix::sched::{CpuSet, sched_getaffinity};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;
use nix::unistd::Pid;
use serde::{Deserialize, Serialize};

/// One tick of `/proc/stat`. `USER_HZ` is 100 on every platform Linux runs Rust's standard library on, Alpha aside.
pub const TICK: Duration = Duration::from_millis(10);

/// Counters at one moment. Only differences between two mean anything.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Counters {
    /// Ticks in which a CPU that we may use ran anything.
    pub busy_ticks: i64,
    /// Ticks in which the hypervisor ran somebody else on a CPU that had work.
    pub steal_ticks: i64,
    /// What this process, the children it has waited for and those it has [adopted](crate::Adopted) used of the CPUs.
    pub own_cpu_ns: i64,
    /// Switches because a thread waited.
    pub voluntary: i64,
    /// Switches because a thread's time was up or somebody more urgent came.
    pub involuntary: i64,
    /// Page faults served from memory.
    pub minor_faults: i64,
    /// Page faults that had to read a disk.
    pub major_faults: i64,
    /// The core this thread runs on, or −1.
    pub core: i32,
}

impl Counters {
    /// Reads all counters now. It takes some ten microseconds and stands outside what is timed.
    pub fn now() -> Self {
        let (busy_ticks, steal_ticks) = fs::read_to_string("/proc/stat")
            .ok()
            .and_then(|stat| ticks(&stat, allowed()))
            .unwrap_or_default();
        let mut counters = Counters {
            busy_ticks,
            steal_ticks,
            core: nix::sched::sched_getcpu().map_or(-1, |core| core as i32),
            own_cpu_ns: crate::adopted::cpu_ns(),
            ..Counters::default()
        };
        for who in [UsageWho::RUSAGE_SELF, UsageWho::RUSAGE_CHILDREN] {
            if let Ok(usage) = getrusage(who) {
                counters.own_cpu_ns +=
                    nanoseconds(usage.user_time()) + nanoseconds(usage.system_time());
                counters.voluntary += usage.voluntary_context_switches();
                counters.involuntary += usage.involuntary_context_switches();
                counters.minor_faults += usage.minor_page_faults();
                counters.major_faults += usage.major_page_faults();
            }
        }
        counters
    }

    /// What was counted since `earlier`. The core stays as it is now.
    pub fn since(&self, earlier: &Counters) -> Counters {
        Counters {
            busy_ticks: self.busy_ticks - earlier.busy_ticks,
            steal_ticks: self.steal_ticks - earlier.steal_ticks,
            own_cpu_ns: self.own_cpu_ns - earlier.own_cpu_ns,
            voluntary: self.voluntary - earlier.voluntary,
            involuntary: self.involuntary - earlier.involuntary,
            minor_faults: self.minor_faults - earlier.minor_faults,
            major_faults: self.major_faults - earlier.major_faults,
            core: self.core,
        }
    }

    /// Ticks that neither this process nor its helper, which used `helper_cpu_ns`, can account for. May be slightly negative:
    /// the kernel samples who is busy, and a sample can miss us.
    pub fn foreign_ticks(&self, helper_cpu_ns: i64) -> f64 {
        let own = (self.own_cpu_ns + helper_cpu_ns) as f64 / TICK.as_nanos() as f64;
        self.busy_ticks as f64 - own
    }
}

fn nanoseconds(time: TimeVal) -> i64 {
    time.tv_sec() * 1_000_000_000 + time.tv_usec() * 1_000
}

/// The CPUs this process may use, as they were when it first asked. What runs on others does not disturb it.
fn allowed() -> &'static [usize] {
    static ALLOWED: OnceLock<Vec<usize>> = OnceLock::new();
    ALLOWED.get_or_init(|| {
        let set = sched_getaffinity(Pid::from_raw(0)).unwrap_or_default();
        (0..CpuSet::count())
            .filter(|&cpu| set.is_set(cpu).unwrap_or_default())
            .collect()
    })
}

/// How many CPUs this process may use: those whose ticks [`Counters`] counts.
pub fn cores() -> usize {
    allowed().len().max(1)
}

/// Busy and stolen ticks of these CPUs, from the lines of `/proc/stat`:
/// user, nice, system, idle, iowait, irq, softirq, steal, and two that user and nice include.
fn ticks(stat: &str, cpus: &[usize]) -> Option<(i64, i64)> {
    let mut sums = None;
    for line in stat.lines().take_while(|line| line.starts_with("cpu")) {
        let mut fields = line["cpu".len()..].split(' ');
        let cpu: Option<usize> = fields.next().and_then(|number| number.parse().ok());
        if !cpu.is_some_and(|cpu| cpus.contains(&cpu)) {
            continue;
        }
        let fields: Vec<i64> = fields.map_while(|field| field.parse().ok()).collect();
        let [user, nice, system, _idle, _iowait, irq, softirq, steal, ..] = fields[..] else {
            return None;
        };
        let (busy, stolen) = sums.unwrap_or((0, 0));
        sums = Some((busy + user + nice + system + irq + softirq, stolen + steal));
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ticks_of_the_cpus_we_may_use_are_read() {
        let stat = "cpu  9 9 9 9 9 9 9 9 9 9\ncpu0 10 1 100 5 5 2 3 7 0 0\ncpu1 20 0 0 0 0 0 0 1 0 0\nintr 1 2\n";
        assert_eq!(ticks(stat, &[0]), Some((116, 7)));
        assert_eq!(ticks(stat, &[0, 1]), Some((136, 8)));
        assert_eq!(ticks(stat, &[7]), None);
        assert_eq!(ticks("cpu0 1 2", &[0]), None);
        assert!(cores() >= 1);
    }

    #[test]
    fn foreign_is_what_we_did_not_use() {
        let counters = Counters {
            busy_ticks: 10,
            own_cpu_ns: 50_000_000,
            ..Counters::default()
        };
        assert_eq!(counters.foreign_ticks(20_000_000), 3.0);
    }

    #[test]
    fn own_work_is_counted_as_own() {
        let before = Counters::now();
        let start = std::time::Instant::now();
        while start.elapsed() < Duration::from_millis(30) {
            std::hint::spin_loop();
        }
        let used = Counters::now().since(&before);
        assert!(used.own_cpu_ns > 1_000_000, "{used:?}");
    }
}
