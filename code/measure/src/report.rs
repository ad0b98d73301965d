//! What a run prints.

use std::fmt::Write;

use crate::analysis::Analysis;
use crate::claims::judge;
use crate::memory::view;
use crate::probe::Probe;
use crate::record::Record;
use crate::scaling::{self, Scaled};
use crate::table::{self, Style};

/// The whole report, for a terminal.
pub fn terminal(record: &Record) -> String {
    let analysis = Analysis::of(record);
    let mut out = format!(
        "{}, {}\n{}\n\n",
        record.title,
        record.date,
        record.machine.sentence()
    );
    out += &probe("Before", &record.probe_before);
    out.push('\n');
    out += &table::groups(&analysis, Style::Terminal);
    if !record.latencies.is_empty() {
        out += "\nLatency: from wanting it to its arrival.\n";
        out += &table::latencies(&record.latencies, Style::Terminal);
    }
    if record.memories.iter().any(|memory| memory.listed.is_some()) {
        out.push('\n');
        out += &view::tables(&record.memories, record.settings.seed, Style::Terminal);
    } else if !record.memories.is_empty() {
        out += "\nMemory: what one more costs, by regression.\n";
        out += &table::memories(&record.memories, record.settings.seed, Style::Terminal);
    }
    if !record.scalings.is_empty() {
        let scaled = Scaled::all(record, &analysis);
        out += "\nSpeed-up against workers, and the law through it:\n";
        out += &scaling::speedups(&scaled, Style::Terminal);
        out += &scaling::fits(&scaled, Style::Terminal);
    }
    if !record.claims.is_empty() {
        out += "\nClaims, on this machine:\n";
        out += &table::claims(&judge(record), Style::Terminal);
    }
    out.push('\n');
    out += &probe("After", &record.probe_after);
    out.push('\n');
    out += &set_aside(&analysis);
    if record.settings.quick {
        out += "A quick run shows that everything works. Its figures are rough.\n";
    }
    out
}

fn probe(when: &str, probe: &Probe) -> String {
    let mut out = format!("{when}:\n");
    for (what, value) in probe.lines() {
        let _ = writeln!(out, "  {what:40} {value}");
    }
    out
}

/// How many samples do not count, and why.
pub fn set_aside(analysis: &Analysis) -> String {
    let (reasons, samples) = analysis.set_aside();
    let tainted: usize = reasons.values().sum();
    if tainted == 0 {
        return format!("All {samples} samples count.\n");
    }
    let reasons: Vec<String> = reasons
        .iter()
        .map(|(reason, count)| format!("{count} because {reason}"))
        .collect();
    let mut out = format!(
        "{tainted} of {samples} samples were set aside: {}.\n",
        reasons.join(", ")
    );
    let flagged = analysis.rows.iter().filter(|row| row.flagged).count();
    if flagged > 0 {
        let _ = writeln!(
            out,
            "{flagged} of {} rows were disturbed in more than half of their rounds; their figures are of all rounds, and they are marked.",
            analysis.rows.len()
        );
    }
    out
}
