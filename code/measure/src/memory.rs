//! The memory of one, by regression: N are held alive in a cold process, for several N, and the slope is what one costs.
//!
//! A cold process for each point, because an allocator that has been used gives from what it kept, and the cost does not show.
//! Of the process and all its descendants: pages that are resident (`Rss`), those private to each (`Private_Dirty`), shared ones divided by
//! how many share them (`Pss`), address space that is reserved (`VmSize`), and page tables (`VmPTE`). Kernel stacks and the kernel's other
//! objects are known of the whole machine alone (`KernelStack` and `SUnreclaim` in `/proc/meminfo`), so what others start meanwhile is in
//! these figures; their intervals say how much.
//!
//! A candidate that is [listed](MemoryCandidate::listed) has a kind, a floor and a peer as others have, and a ladder: ten of it, a hundred and so on.

use std::any::Any;
use std::collections::HashMap;
use std::fs;
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::record::Kind;
use crate::statistics::{Interval, bootstrap_slope};

pub(crate) use chart::draw;
pub use point::Point;

mod chart;
mod point;
pub(crate) mod view;

/// How long the kernel is given to free what has ended.
const SETTLE: Duration = Duration::from_millis(20);

/// The rungs of the ladder.
const RUNGS: [u32; 5] = [10, 100, 1000, 10_000, 100_000];

type Hold = Box<dyn Fn(u32) -> Box<dyn Any>>;

/// Something of which N can be held alive.
pub struct MemoryCandidate {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The greatest N.
    pub(crate) most: u32,
    pub(crate) listed: Option<Listed>,
    hold: Hold,
}

/// What a candidate is to a table of memory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Listed {
    /// Its part in the table.
    pub kind: Kind,
    /// The group it is compared within.
    pub group: String,
    /// What one is.
    pub unit: String,
    /// The candidate that is its floor.
    pub floor: Option<String>,
    /// The candidate that is its peer.
    pub peer: Option<String>,
}

impl MemoryCandidate {
    /// `hold(n)` starts n of them and returns what keeps them alive; dropping that ends them.
    pub fn new<T: 'static>(
        id: &str,
        name: &str,
        most: u32,
        hold: impl Fn(u32) -> T + 'static,
    ) -> Self {
        MemoryCandidate {
            id: id.into(),
            name: name.into(),
            most,
            listed: None,
            hold: Box::new(move |n| Box::new(hold(n))),
        }
    }

    /// Gives it a place in a table of its group, where each figure is for one `unit`, and a ladder.
    #[must_use]
    pub fn listed(mut self, kind: Kind, group: &str, unit: &str) -> Self {
        self.listed = Some(Listed {
            kind,
            group: group.into(),
            unit: unit.into(),
            floor: None,
            peer: None,
        });
        self
    }

    /// The floor its row is compared with. It has to be listed first.
    #[must_use]
    pub fn above(mut self, floor: &str) -> Self {
        self.listed.as_mut().expect("it is listed").floor = Some(floor.into());
        self
    }

    /// The Python peer its row is compared with. It has to be listed first.
    #[must_use]
    pub fn beside(mut self, peer: &str) -> Self {
        self.listed.as_mut().expect("it is listed").peer = Some(peer.into());
        self
    }

    /// The counts of its ladder, each so many times.
    pub(crate) fn ladder(&self, times: u32) -> Vec<u32> {
        let rungs = RUNGS.into_iter().filter(|&rung| rung <= self.most);
        let rungs: Vec<u32> = if self.listed.is_some() {
            std::iter::once(0).chain(rungs).collect()
        } else {
            Vec::new()
        };
        (0..times).flat_map(|_| rungs.clone()).collect()
    }

    /// One point: holds `count` of them in this process, which must be cold.
    pub(crate) fn measure(&self, count: u32) -> Point {
        if self.listed.is_some() {
            // What the process before has left, the kernel gives back a little later.
            thread::sleep(SETTLE);
        }
        let [stacks, slabs] = kernel();
        let held = (self.hold)(count);
        let [stacks_now, slabs_now] = kernel();
        let mut point = Point {
            count,
            kernel_stack_bytes: stacks_now - stacks,
            slab_bytes: slabs_now - slabs,
            ..Point::default()
        };
        for process in family() {
            let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
            let pages =
                fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
            point.reserved_bytes += kib(&status, "VmSize");
            point.page_table_bytes += kib(&status, "VmPTE");
            point.private_bytes += kib(&pages, "Private_Dirty");
            point.resident_bytes += kib(&pages, "Rss");
            point.proportional_bytes += kib(&pages, "Pss");
        }
        drop(held);
        point
    }
}

/// What one candidate's points were.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Its name in figures.
    pub id: String,
    /// Its name in tables.
    pub name: String,
    /// What it is to its table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<Listed>,
    /// Each from a process of its own.
    pub points: Vec<Point>,
    /// None, ten, a hundred and so on, each from a process of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ladder: Vec<Point>,
}

impl Memory {
    /// The slope of one of a point's figures: bytes for each one held.
    pub fn of_one(&self, figure: impl Fn(&Point) -> i64, seed: u64) -> Option<Interval> {
        let points: Vec<(f64, f64)> = self
            .points
            .iter()
            .map(|point| (f64::from(point.count), figure(point) as f64))
            .collect();
        bootstrap_slope(&points, seed)
    }
}

/// The counts to hold: a quarter, a half, three quarters and all of `most`, each so many times. Not none: the first few cost what
/// no later one does, as with glibc, which reserves an arena for each of the first threads.
pub(crate) fn counts(most: u32, times: u32) -> Vec<u32> {
    (0..times)
        .flat_map(|_| (1..=4).map(move |quarter| most * quarter / 4))
        .collect()
}

/// This process and all its descendants.
fn family() -> Vec<String> {
    let processes: Vec<String> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let parents: HashMap<&str, String> = processes
        .iter()
        .filter_map(|process| {
            // pid (name) state ppid …; a name may hold spaces and parentheses.
            let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
            let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?;
            Some((process.as_str(), parent.to_owned()))
        })
        .collect();
    let own = std::process::id().to_string();
    let descends = |process: &str| {
        let mut at = process;
        while at != own {
            match parents.get(at) {
                Some(parent) => at = parent,
                None => return false,
            }
        }
        true
    };
    processes
        .iter()
        .filter(|process| descends(process))
        .cloned()
        .collect()
}

/// Of the whole machine: kernel stacks, and what the kernel has allocated for its objects and cannot give back.
fn kernel() -> [i64; 2] {
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    [kib(&text, "KernelStack"), kib(&text, "SUnreclaim")]
}

/// The bytes of a line such as `VmRSS:   1234 kB`.
fn kib(text: &str, name: &str) -> i64 {
    text.lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
        .and_then(|rest| rest.split_whitespace().next()?.parse::<i64>().ok())
        .map_or(0, |kib| kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_of_one_is_the_slope() {
        let points = counts(100, 1).into_iter().map(|count| Point {
            count,
            private_bytes: 5000 + 64 * i64::from(count),
            ..Point::default()
        });
        let memory = Memory {
            id: "x".into(),
            name: "X".into(),
            points: points.collect(),
            ..Memory::default()
        };
        let slope = memory.of_one(|point| point.private_bytes, 1).unwrap();
        assert!((slope.median - 64.0).abs() < 1e-6);
    }

    #[test]
    fn a_ladder_goes_as_far_as_it_may() {
        let candidate = || MemoryCandidate::new("x", "X", 2000, |_| ());
        assert!(candidate().ladder(1).is_empty());
        let listed = candidate().listed(Kind::Ours, "All", "of it");
        assert_eq!(listed.ladder(1), [0, 10, 100, 1000]);
        assert_eq!(listed.ladder(2).len(), 8);
    }

    #[test]
    fn held_memory_shows() {
        // Written to page by page, so that it is resident.
        let candidate = MemoryCandidate::new("mib", "A mebibyte", 32, |n| {
            vec![1u8; n as usize * 1_048_576]
        });
        let grown = candidate.measure(32).private_bytes - candidate.measure(0).private_bytes;
        assert!(grown > 24 * 1_048_576, "{grown}");
    }
}
