//! The tables, each built once and shown in two styles.

use comfy_table::presets::{ASCII_MARKDOWN, UTF8_FULL_CONDENSED};
use comfy_table::{CellAlignment, ContentArrangement, Table};

use crate::analysis::{Analysis, Row};
use crate::claims::Verdict;
use crate::format::{bytes, count, duration, range, ratio, times};
use crate::latency::{Latency, Percentiles};
use crate::memory::{Memory, Point};
use crate::record::Kind;
use crate::statistics::Interval;

/// Where a table is going to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// With lines, fitted to the terminal's width.
    Terminal,
    /// As Markdown.
    Page,
}

/// One table for each group, under a line that names it.
pub fn groups(analysis: &Analysis, style: Style) -> String {
    let group = |(name, rows): (&str, Vec<&Row>)| {
        let ours = rows
            .iter()
            .find(|row| row.definition.kind == Kind::Ours)
            .or(rows.first());
        let unit = ours.map_or("", |row| row.definition.unit.as_str());
        let heading = heading(style, name, &format!("each figure is for {unit}."));
        let header = [
            "",
            "median",
            "95 % interval",
            "at best",
            "over its floor",
            "beside Python",
            "samples",
        ];
        let table = table(&header, rows.into_iter().map(|row| cells(row, analysis)));
        heading + &show(table, style)
    };
    analysis
        .groups()
        .into_iter()
        .map(group)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The name of a table, and what its figures are.
pub fn heading(style: Style, name: &str, about: &str) -> String {
    match style {
        Style::Terminal => format!("{name}: {about}\n"),
        Style::Page => format!("*{name}*: {about}\n\n"),
    }
}

fn cells(row: &Row, analysis: &Analysis) -> [String; 7] {
    let name = row.definition.name.clone();
    let (Some(time), Some(minimum)) = (row.time, row.minimum) else {
        let reason = format!("not measured: {}", row.not_measured.unwrap_or("no samples"));
        return [
            name,
            reason,
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ];
    };
    let against = |ratio: Option<Interval>, other: &Option<String>| {
        let other = analysis.row_of(other.as_ref()?)?;
        Some(compared(ratio?, &other.definition.name))
    };
    [
        name,
        duration(time.median),
        range(time.low, time.high),
        duration(minimum),
        against(row.against_floor, &row.definition.floor).unwrap_or_default(),
        against(row.against_peer, &row.definition.peer).unwrap_or_default(),
        samples(row),
    ]
}

/// A ratio to the row of this name, as in `1.3 × a plain loop` or `1/40 of asyncio`.
pub(crate) fn compared(ratio: Interval, other: &str) -> String {
    match times(ratio.median) {
        part if part.starts_with("1/") => format!("{part} of {other}"),
        multiple => format!("{multiple} {other}"),
    }
}

fn samples(row: &Row) -> String {
    match (row.aside, row.flagged) {
        (0, _) => row.kept.to_string(),
        (aside, false) => format!("{}, {aside} set aside", row.kept),
        (aside, true) => format!("{}, of which {aside} tainted", row.kept + aside),
    }
}

/// The claims and what became of them.
pub fn claims(verdicts: &[Verdict], style: Style) -> String {
    let rows = verdicts.iter().map(|verdict| {
        [
            verdict.claim.sentence.clone(),
            measured(verdict.ratio),
            verdict.claim.bound.to_string(),
            verdict.ruling.to_string(),
        ]
    });
    show(
        table(&["claim", "measured", "claimed", "verdict"], rows),
        style,
    )
}

/// A ratio with its interval, as in `8.4 × (7.9–8.8)`.
pub fn measured(interval: Option<Interval>) -> String {
    match interval {
        Some(Interval { low, median, high }) => {
            format!("{} × ({}–{})", ratio(median), ratio(low), ratio(high))
        }
        None => "not measured".into(),
    }
}

/// The tails, the closed loop above the open one.
pub fn latencies(latencies: &[Latency], style: Style) -> String {
    let rows = latencies.iter().flat_map(|latency| {
        let rate = format!("open, {} a second", count(u64::from(latency.rate)));
        [
            ("closed".to_owned(), &latency.closed_ns),
            (rate, &latency.open_ns),
        ]
        .map(|(kind, nanoseconds)| {
            let name = latency.name.clone();
            match Percentiles::of(nanoseconds) {
                Some(p) => [
                    name,
                    kind,
                    duration(p.p50),
                    duration(p.p99),
                    duration(p.p999),
                    duration(p.max),
                ],
                None => [
                    name,
                    kind,
                    "not measured".into(),
                    String::new(),
                    String::new(),
                    String::new(),
                ],
            }
        })
    });
    show(
        table(&["", "loop", "median", "99 %", "99.9 %", "slowest"], rows),
        style,
    )
}

/// The memory of one, by slope.
pub fn memories(memories: &[Memory], seed: u64, style: Style) -> String {
    let rows = memories.iter().map(|memory| {
        let figure = |of: fn(&Point) -> i64| match memory.of_one(of, seed) {
            Some(slope) => bytes_between(slope),
            None => "not measured".into(),
        };
        [
            memory.name.clone(),
            figure(|point| point.private_bytes),
            figure(|point| point.page_table_bytes),
            figure(|point| point.kernel_stack_bytes),
            figure(|point| point.reserved_bytes),
        ]
    });
    show(
        table(
            &["", "private", "page tables", "kernel stack", "reserved"],
            rows,
        ),
        style,
    )
}

/// A number of bytes; with its interval where that is wider than a tenth.
pub(crate) fn bytes_between(slope: Interval) -> String {
    // Slopes of nothing come out as some millionths of a byte.
    if slope.median.abs() < 1.0 {
        return "0 B".into();
    }
    let width = (slope.high - slope.low) / slope.median.abs();
    if width < 0.1 {
        bytes(slope.median)
    } else {
        format!(
            "{} ({}–{})",
            bytes(slope.median),
            bytes(slope.low),
            bytes(slope.high)
        )
    }
}

/// A table of figures: the first column is words, the rest stands to the right.
pub fn table<const N: usize>(
    header: &[&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Table {
    let mut table = Table::new();
    table.set_header(header).add_rows(rows);
    table
}

/// The table as text in a style.
pub fn show(mut table: Table, style: Style) -> String {
    match style {
        Style::Terminal => table
            .load_style(UTF8_FULL_CONDENSED)
            .set_content_arrangement(ContentArrangement::Dynamic),
        Style::Page => table
            .load_style(ASCII_MARKDOWN)
            .set_content_arrangement(ContentArrangement::Disabled),
    };
    if style == Style::Terminal {
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!("{table}\n")
}
