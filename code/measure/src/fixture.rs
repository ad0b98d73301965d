//! A small record for the crate's own tests.

use crate::claims::{Bound, Claim};
use crate::machine::Machine;
use crate::probe::Probe;
use crate::record::{
    Definition, Kind, Measured, ROUND_COLUMNS, Record, SAMPLE_COLUMNS, Sample, Settings, VERSION,
};

/// A record of candidates given as id and nanoseconds by round, two rounds to a process. The last one is the floor of the others.
pub(crate) fn record(candidates: &[(&str, &[u64])]) -> Record {
    let probe = Probe {
        cache_line: None,
        wake_same_core: None,
        wake_other_core: None,
        wake_awake_core: None,
        timer: None,
    };
    let last = candidates.last().map(|(id, _)| (*id).to_owned());
    let first = candidates.first().map(|(id, _)| (*id).to_owned());
    let strings = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Record {
        version: VERSION,
        kind: "suite".into(),
        suite: "demo".into(),
        title: "Demo".into(),
        date: "2026-01-01 00:00 UTC".into(),
        command: "cargo measure demo -- --record=book".into(),
        machine: Machine::this(None),
        settings: Settings {
            quick: false,
            processes: 2,
            rounds: 2,
            sample_ns: 1,
            retakes: 0,
            seed: 1,
        },
        probe_before: probe.clone(),
        probe_after: probe,
        round_columns: strings(&ROUND_COLUMNS),
        rounds: Vec::new(),
        sample_columns: strings(&SAMPLE_COLUMNS),
        candidates: candidates
            .iter()
            .map(|(id, times)| measured(id, times, last.as_deref()))
            .collect(),
        latencies: Vec::new(),
        memories: Vec::new(),
        scalings: Vec::new(),
        claims: first
            .zip(last.clone())
            .map(|(numerator, denominator)| Claim {
                id: "first-vs-last".into(),
                sentence: "The first costs more than the last.".into(),
                numerator,
                denominator,
                bound: Bound::AtLeast(2.0),
            })
            .into_iter()
            .collect(),
    }
}

fn measured(id: &str, times: &[u64], floor: Option<&str>) -> Measured {
    let is_floor = floor == Some(id);
    Measured {
        definition: Definition {
            id: id.into(),
            name: format!("The {id} one"),
            kind: if is_floor { Kind::Floor } else { Kind::Ours },
            group: "All".into(),
            unit: "call".into(),
            items: 1,
            floor: floor.filter(|_| !is_floor).map(Into::into),
            peer: None,
        },
        not_measured: None,
        samples: (0..)
            .zip(times)
            .map(|(index, &time)| sample(index, time))
            .collect(),
    }
}

fn sample(index: u32, nanoseconds: u64) -> Sample {
    Sample {
        process: index / 2,
        round: index % 2,
        position: 0,
        operations: 10,
        wall_ns: nanoseconds * 10,
        own_cpu_ns: 5,
        steal_ticks: 0,
        foreign_ticks: 0.25,
        voluntary: 1,
        involuntary: 0,
        minor_faults: 2,
        major_faults: 0,
        core_before: 0,
        core_after: 1,
        tainted: None,
    }
}
