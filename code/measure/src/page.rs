//! What the pages include, drawn from the records alone.

use crate::analysis::Analysis;
use crate::claims::judge;
use crate::memory::{self, view};
use crate::record::Record;
use crate::scaling::{self, Scaled};
use crate::table::{self, Style};
use crate::yours::yours_beside;
use crate::{chart, figures, report};

/// The files of a suite's results folder, each with its content. `yours` is the reader's record, if there is one.
pub fn render(record: &Record, yours: Option<&Record>) -> Vec<(&'static str, String)> {
    let analysis = Analysis::of(record);
    let mut files = vec![
        ("table.md", tables(record, &analysis)),
        ("chart.svg", chart::draw(record, &analysis)),
        ("claims.md", table::claims(&judge(record), Style::Page)),
        ("machine.md", machine(record, &analysis)),
        ("figures.md", figures::anchored(record, &analysis)),
        ("yours.md", yours_beside(record, yours)),
    ];
    if listed(record) {
        let seed = record.settings.seed;
        files.push((
            "memory.svg",
            memory::draw(&record.title, &record.memories, seed),
        ));
    }
    if !record.scalings.is_empty() {
        let scaled = Scaled::all(record, &analysis);
        files.push(("scaling.svg", scaling::draw(&record.title, &scaled)));
        files.push(("fits.md", scaling::fits(&scaled, Style::Page)));
        files.push(("speedups.md", scaling::speedups(&scaled, Style::Page)));
    }
    files
}

/// Whether its memories have tables and a chart of their own.
fn listed(record: &Record) -> bool {
    record.memories.iter().any(|memory| memory.listed.is_some())
}

fn tables(record: &Record, analysis: &Analysis) -> String {
    let mut out = table::groups(analysis, Style::Page);
    if !record.latencies.is_empty() {
        out.push('\n');
        out += &table::heading(Style::Page, "Latency", "from wanting it to its arrival.");
        out += &table::latencies(&record.latencies, Style::Page);
    }
    if listed(record) {
        out.push('\n');
        out += &view::tables(&record.memories, record.settings.seed, Style::Page);
    } else if !record.memories.is_empty() {
        out.push('\n');
        out += &table::heading(
            Style::Page,
            "Memory",
            "what one more costs, by regression over cold processes.",
        );
        out += &table::memories(&record.memories, record.settings.seed, Style::Page);
    }
    out
}

fn machine(record: &Record, analysis: &Analysis) -> String {
    let settings = &record.settings;
    let mut out = format!(
        "Measured on {} with `{}`. {}\n\n",
        record.date,
        record.command,
        record.machine.sentence()
    );
    out += &format!(
        "{} fresh processes, {} rounds in each, every candidate once a round in shuffled order{}. {}\n",
        settings.processes,
        settings.rounds,
        match settings.retakes {
            0 => "",
            _ => ", and again where it was disturbed",
        },
        report::set_aside(analysis).replace('\n', " ").trim(),
    );
    let probes = record
        .probe_before
        .lines()
        .into_iter()
        .zip(record.probe_after.lines());
    let rows = probes.map(|((what, before), (_, after))| [what.to_owned(), before, after]);
    out + "\n"
        + &table::show(
            table::table(&["just now", "before", "after"], rows),
            Style::Page,
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn file(files: &[(&'static str, String)], name: &str) -> String {
        files
            .iter()
            .find(|(file, _)| *file == name)
            .unwrap()
            .1
            .clone()
    }

    #[test]
    fn a_record_read_back_draws_the_same_pages() {
        let record = fixture::record(&[
            ("thread", &[14_200, 14_100, 14_300, 14_200]),
            ("fork", &[7_100; 4]),
        ]);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("record.json");
        crate::file::write(&path, &crate::file::to_json(&record)).unwrap();
        let read = Record::read(&path).unwrap();
        assert_eq!(read, record);
        assert_eq!(render(&read, None), render(&record, None));
    }

    #[test]
    fn the_files_say_what_was_measured() {
        let mut record = fixture::record(&[
            ("thread", &[14_200; 4]),
            ("absent", &[]),
            ("fork", &[7_100; 4]),
        ]);
        record.candidates[1].not_measured = Some("no module named 'greenlet'".into());
        let files = render(&record, None);
        let table = file(&files, "table.md");
        assert!(table.contains("*All*: each figure is for call."), "{table}");
        assert!(table.contains("| 14.2 µs"), "{table}");
        assert!(table.contains("2.0 × The fork one"), "{table}");
        assert!(
            table.contains("not measured: no module named 'greenlet'"),
            "{table}"
        );
        assert!(file(&files, "claims.md").contains("| 2.0 × (2.0–2.0) | at least 2 × | holds"));
        assert!(file(&files, "machine.md").contains("All 8 samples count."));
        assert!(file(&files, "yours.md").starts_with("You have not measured your machine yet."));
        let beside = file(&render(&record, Some(&record)), "yours.md");
        assert!(
            beside.contains("| 14.2 µs (14.2–14.2 µs) | 14.2 µs (14.2–14.2 µs) | 1.0 ×"),
            "{beside}"
        );
    }

    #[test]
    fn rows_whose_samples_are_mostly_tainted_say_so() {
        let mut record = fixture::record(&[("one", &[10; 4]), ("two", &[5; 4])]);
        for sample in &mut record.candidates[0].samples[..3] {
            sample.tainted = Some("the hypervisor took a core".into());
        }
        let files = render(&record, None);
        assert!(file(&files, "table.md").contains("4, of which 3 tainted"));
        let machine = file(&files, "machine.md");
        assert!(
            machine
                .contains("3 of 8 samples were set aside: 3 because the hypervisor took a core."),
            "{machine}"
        );
        assert!(
            machine.contains("1 of 2 rows were disturbed in more than half"),
            "{machine}"
        );
    }
}
