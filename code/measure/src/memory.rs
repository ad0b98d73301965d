//! The memory of one, by regression: N are held alive in a cold process, for several N, and the slope is what one costs.
//!
//! A cold process for each point, because an allocator that has been used gives from what it kept, and the cost does not show.
//! Of the process and its children: pages that are resident and private to each (`Private_Dirty`), address space that is reserved
//! (`VmSize`), and page tables (`VmPTE`). Kernel stacks are known of the whole machine alone (`KernelStack` in `/proc/meminfo`), so what
//! others start meanwhile is in that figure; its interval says how much. Other kernel structures (slabs) are left out: their
//! counters move by more than a thread weighs.

use std::any::Any;
use std::fs;

use serde::{Deserialize, Serialize};

use crate::statistics::{Interval, bootstrap_slope};

type Hold = Box<dyn Fn(u32) -> Box<dyn Any>>;

/// Something of which N can be held alive.
pub struct MemoryCandidate {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The greatest N.
    pub(crate) most: u32,
    hold: Hold,
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
            hold: Box::new(move |n| Box::new(hold(n))),
        }
    }

    /// One point: holds `count` of them in this process, which must be cold.
    pub(crate) fn measure(&self, count: u32) -> Point {
        let kernel_before = kernel_stacks();
        let held = (self.hold)(count);
        let mut point = Point {
            count,
            kernel_stack_bytes: kernel_stacks() - kernel_before,
            ..Point::default()
        };
        for process in family() {
            let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
            let pages =
                fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
            point.reserved_bytes += kib(&status, "VmSize");
            point.page_table_bytes += kib(&status, "VmPTE");
            point.private_bytes += kib(&pages, "Private_Dirty");
        }
        drop(held);
        point
    }
}

/// What one candidate's points were.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Its name in figures.
    pub id: String,
    /// Its name in tables.
    pub name: String,
    /// Each from a process of its own.
    pub points: Vec<Point>,
}

/// What a process that held `count` of them had, its children included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "[i64; 5]", into = "[i64; 5]")]
pub struct Point {
    /// How many were held.
    pub count: u32,
    /// Pages resident and private to a process.
    pub private_bytes: i64,
    /// Address space.
    pub reserved_bytes: i64,
    /// Page tables.
    pub page_table_bytes: i64,
    /// Kernel stacks that came into being meanwhile, on the whole machine.
    pub kernel_stack_bytes: i64,
}

impl From<[i64; 5]> for Point {
    fn from(
        [
            count,
            private_bytes,
            reserved_bytes,
            page_table_bytes,
            kernel_stack_bytes,
        ]: [i64; 5],
    ) -> Self {
        Point {
            count: count as u32,
            private_bytes,
            reserved_bytes,
            page_table_bytes,
            kernel_stack_bytes,
        }
    }
}

impl From<Point> for [i64; 5] {
    fn from(p: Point) -> Self {
        [
            i64::from(p.count),
            p.private_bytes,
            p.reserved_bytes,
            p.page_table_bytes,
            p.kernel_stack_bytes,
        ]
    }
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

/// This process and its children.
fn family() -> Vec<String> {
    let own = std::process::id().to_string();
    let children = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()))
        .filter(|process| {
            // pid (name) state ppid …; a name may hold spaces and parentheses.
            let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
            let parent = stat
                .rsplit_once(')')
                .and_then(|(_, rest)| rest.split_whitespace().nth(1));
            parent == Some(own.as_str())
        })
        .collect();
    [vec![own.clone()], children].concat()
}

fn kernel_stacks() -> i64 {
    kib(
        &fs::read_to_string("/proc/meminfo").unwrap_or_default(),
        "KernelStack",
    )
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
        };
        let slope = memory.of_one(|point| point.private_bytes, 1).unwrap();
        assert!((slope.median - 64.0).abs() < 1e-6);
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
