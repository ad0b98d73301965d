//! Samples and rounds, which in JSON are arrays: their names, repeated a thousand times, would be most of the file.

use serde::{Deserialize, Serialize};

/// One candidate's operations in one round, and what was seen meanwhile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "SampleRow", into = "SampleRow")]
pub struct Sample {
    /// Which fresh process.
    pub process: u32,
    /// Which of its rounds.
    pub round: u32,
    /// Its place in the order of the round.
    pub position: u32,
    /// How many operations.
    pub operations: u64,
    /// How long they took together.
    pub wall_ns: u64,
    /// What they used of the CPUs, here, in children and in Python.
    pub own_cpu_ns: i64,
    /// By how much the steal counter moved.
    pub steal_ticks: i64,
    /// What others used of the CPUs.
    pub foreign_ticks: f64,
    /// Switches because a thread waited.
    pub voluntary: i64,
    /// Switches because a thread had to make way.
    pub involuntary: i64,
    /// Page faults served from memory.
    pub minor_faults: i64,
    /// Page faults served from a disk.
    pub major_faults: i64,
    /// The core it began on. Of a Python peer, the core of the process that waits for it.
    pub core_before: i32,
    /// The core it ended on.
    pub core_after: i32,
    /// Why it is set aside.
    pub tainted: Option<String>,
}

/// The names of a sample's numbers, in order.
pub const SAMPLE_COLUMNS: [&str; 15] = [
    "process",
    "round",
    "position",
    "operations",
    "wall_ns",
    "own_cpu_ns",
    "steal_ticks",
    "foreign_ticks",
    "voluntary",
    "involuntary",
    "minor_faults",
    "major_faults",
    "core_before",
    "core_after",
    "tainted",
];

type SampleRow = (
    u32,
    u32,
    u32,
    u64,
    u64,
    i64,
    i64,
    f64,
    i64,
    i64,
    i64,
    i64,
    i32,
    i32,
    Option<String>,
);

impl From<SampleRow> for Sample {
    #[rustfmt::skip]
    fn from(row: SampleRow) -> Self {
        let (process, round, position, operations, wall_ns, own_cpu_ns, steal_ticks, foreign_ticks,
            voluntary, involuntary, minor_faults, major_faults, core_before, core_after, tainted) = row;
        Sample { process, round, position, operations, wall_ns, own_cpu_ns, steal_ticks, foreign_ticks,
            voluntary, involuntary, minor_faults, major_faults, core_before, core_after, tainted }
    }
}

impl From<Sample> for SampleRow {
    #[rustfmt::skip]
    fn from(s: Sample) -> Self {
        (s.process, s.round, s.position, s.operations, s.wall_ns, s.own_cpu_ns, s.steal_ticks, s.foreign_ticks,
            s.voluntary, s.involuntary, s.minor_faults, s.major_faults, s.core_before, s.core_after, s.tainted)
    }
}

/// What was counted over a whole round.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(from = "RoundRow", into = "RoundRow")]
pub struct Round {
    /// Which fresh process.
    pub process: u32,
    /// Which of its rounds.
    pub round: u32,
    /// How long the round was.
    pub wall_ns: u64,
    /// By how much the steal counter moved.
    pub steal_ticks: i64,
    /// What others used of the CPUs.
    pub foreign_ticks: f64,
}

/// The names of a round's numbers, in order.
pub const ROUND_COLUMNS: [&str; 5] = [
    "process",
    "round",
    "wall_ns",
    "steal_ticks",
    "foreign_ticks",
];

type RoundRow = (u32, u32, u64, i64, f64);

impl From<RoundRow> for Round {
    fn from((process, round, wall_ns, steal_ticks, foreign_ticks): RoundRow) -> Self {
        Round {
            process,
            round,
            wall_ns,
            steal_ticks,
            foreign_ticks,
        }
    }
}

impl From<Round> for RoundRow {
    fn from(r: Round) -> Self {
        (
            r.process,
            r.round,
            r.wall_ns,
            r.steal_ticks,
            r.foreign_ticks,
        )
    }
}
