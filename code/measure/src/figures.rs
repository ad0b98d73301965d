//! Single figures for prose: `{{#include …/figures.md:NAME}}` puts one into a sentence.

use crate::analysis::Analysis;
use crate::claims::judge;
use crate::format::{bytes, duration, range, ratio};
use crate::latency::Percentiles;
use crate::memory::{Point, view};
use crate::record::Record;
use crate::scaling::{self, Scaled};

/// Every figure between the lines that name it.
///
/// A candidate gives `ID`, `ID-interval` and `ID-best`; against its floor and its peer `ID-over-floor` and `ID-beside-peer`, bare numbers; a claim
/// `ID` and `ID-interval`, bare numbers, with `ID-verdict`; a latency `ID-closed-p50`, `ID-open-p99`, `ID-open-p999`, `ID-open-max` and so on;
/// a scaling `ID-serial`, `ID-ceiling`, `ID-pair`, `ID-peak`, `ID-off` and, for each run, `CANDIDATE-speedup`;
/// memory `ID-private`, `ID-page-tables`, `ID-kernel-stack` and `ID-reserved`, and if it is listed `ID-whole`, `ID-kernel-objects`, `ID-resident`,
/// `ID-proportional`, `ID-at-1000` and so on, `ID-over-floor` and `ID-beside-peer`; the machine `date`, `cores`, `cpu`, `python` and `rustc`.
pub fn anchored(record: &Record, analysis: &Analysis) -> String {
    all(record, analysis)
        .into_iter()
        .map(|(name, figure)| {
            let figure = figure.unwrap_or_else(|| "not measured".into());
            format!("<!-- ANCHOR: {name} -->\n{figure}\n<!-- ANCHOR_END: {name} -->\n")
        })
        .collect()
}

fn all(record: &Record, analysis: &Analysis) -> Vec<(String, Option<String>)> {
    let mut figures = Vec::new();
    let mut add = |id: &str, what: &str, figure: Option<String>| {
        figures.push((format!("{id}{what}"), figure))
    };
    for row in &analysis.rows {
        let id = &row.definition.id;
        add(id, "", row.time.map(|time| duration(time.median)));
        add(
            id,
            "-interval",
            row.time.map(|time| range(time.low, time.high)),
        );
        add(id, "-best", row.minimum.map(duration));
        if row.definition.floor.is_some() {
            add(
                id,
                "-over-floor",
                row.against_floor.map(|times| ratio(times.median)),
            );
        }
        if row.definition.peer.is_some() {
            // Python stands above: prose says "Python takes 40 times as long".
            add(
                id,
                "-beside-peer",
                row.against_peer.map(|times| ratio(1.0 / times.median)),
            );
        }
    }
    for verdict in judge(record) {
        let id = &verdict.claim.id;
        add(id, "", verdict.ratio.map(|times| ratio(times.median)));
        add(
            id,
            "-interval",
            verdict
                .ratio
                .map(|times| format!("{}–{}", ratio(times.low), ratio(times.high))),
        );
        add(id, "-verdict", Some(verdict.ruling.to_string()));
    }
    for latency in &record.latencies {
        for (kind, nanoseconds) in [("-closed", &latency.closed_ns), ("-open", &latency.open_ns)] {
            let percentiles = Percentiles::of(nanoseconds);
            let mut percentile = |name: &str, of: fn(&Percentiles) -> f64| {
                add(
                    &latency.id,
                    &format!("{kind}-{name}"),
                    percentiles.as_ref().map(|p| duration(of(p))),
                );
            };
            percentile("p50", |p| p.p50);
            percentile("p99", |p| p.p99);
            percentile("p999", |p| p.p999);
            percentile("max", |p| p.max);
        }
    }
    for memory in &record.memories {
        let mut slope = |name: &str, of: fn(&Point) -> i64| {
            let slope = memory.of_one(of, record.settings.seed);
            add(&memory.id, name, slope.map(|slope| bytes(slope.median)));
        };
        slope("-private", |point| point.private_bytes);
        slope("-page-tables", |point| point.page_table_bytes);
        slope("-kernel-stack", |point| point.kernel_stack_bytes);
        slope("-reserved", |point| point.reserved_bytes);
    }
    for (name, figure) in view::figures(&record.memories, record.settings.seed) {
        add(&name, "", figure);
    }
    for (name, figure) in scaling::figures(&Scaled::all(record, analysis)) {
        add(&name, "", figure);
    }
    let machine = &record.machine;
    add("date", "", Some(record.date.clone()));
    add("cores", "", Some(machine.cores.to_string()));
    add("cpu", "", Some(machine.cpu.clone()));
    add(
        "rustc",
        "",
        Some(machine.rustc.split(" (").next().unwrap_or_default().into()),
    );
    add(
        "python",
        "",
        machine
            .python
            .as_ref()
            .map(|python| format!("{} {}", python.implementation, python.version)),
    );
    figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn figures_stand_alone_between_their_anchors() {
        let record = fixture::record(&[("thread", &[14_200; 4]), ("fork", &[7_100; 4])]);
        let text = anchored(&record, &Analysis::of(&record));
        for expected in [
            "<!-- ANCHOR: thread -->\n14.2 µs\n<!-- ANCHOR_END: thread -->\n",
            "<!-- ANCHOR: thread-over-floor -->\n2.0\n",
            "<!-- ANCHOR: first-vs-last -->\n2.0\n",
            "<!-- ANCHOR: first-vs-last-verdict -->\nholds\n",
            "<!-- ANCHOR: python -->\nnot measured\n",
        ] {
            assert!(text.contains(expected), "{expected} in {text}");
        }
    }

    #[test]
    fn no_figure_is_named_twice() {
        let record = fixture::record(&[("thread", &[1; 4]), ("fork", &[1; 4])]);
        let mut names: Vec<String> = all(&record, &Analysis::of(&record))
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
