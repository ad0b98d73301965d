//! The numbers to know: floors and costs gathered from the records of all suites.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::analysis::{Analysis, Row};
use crate::error::Error;
use crate::format::{duration, range, times};
use crate::memory::Memory;
use crate::record::{Definition, Kind, Record};
use crate::session::read_if_there;
use crate::table::{self, Style};
use crate::{chart, file};

pub use list::{MEMORIES, NUMBERS, Number};

mod list;

/// The chapter, and its folder among the results. It has no record of its own.
pub const NAME: &str = "numbers-to-know";

/// The records that are gathered from, by suite.
type Records = BTreeMap<&'static str, Record>;

/// Draws the files of the chapter into its folder, if `root` has one. Called whenever a record that they rest on has changed.
pub fn draw(root: &Path) -> Result<(), Error> {
    let folder = root.join(NAME);
    if !folder.is_dir() {
        return Ok(());
    }
    for (name, content) in pages(root)? {
        let path = folder.join(name);
        if fs::read_to_string(&path).ok().as_deref() != Some(content.as_str()) {
            file::write(&path, &content)?;
        }
    }
    Ok(())
}

/// The files of the chapter, each with its content.
pub fn pages(root: &Path) -> Result<Vec<(String, String)>, Error> {
    let book = read(root, "record.json")?;
    let yours = read(root, "yours.json")?;
    let files = [
        ("chart.svg", chart_of(&book)?),
        ("table.md", costs(&book)?),
        ("memory.md", memory(&book)?),
        ("yardsticks.md", yardsticks(&book)),
        ("yours.md", beside(&book, &yours)?),
    ];
    Ok(files
        .map(|(name, content)| (name.to_owned(), content))
        .into())
}

/// What is there of the records of all suites that a number is taken from.
fn read(root: &Path, name: &str) -> Result<Records, Error> {
    let mut records = Records::new();
    for suite in suites() {
        if let Some(record) = read_if_there(&root.join(suite).join(name))? {
            records.insert(suite, record);
        }
    }
    Ok(records)
}

fn suites() -> impl Iterator<Item = &'static str> {
    let times = NUMBERS.iter().flat_map(|(_, numbers)| numbers.iter());
    times.chain(MEMORIES).map(|number| number.suite)
}

/// A number of the list with its figures.
struct Gathered {
    definition: Definition,
    suite: &'static str,
    row: Analysed,
}

/// What is kept of a row once its record's analysis is gone.
struct Analysed {
    time: crate::statistics::Interval,
    best: f64,
}

/// The numbers of each group. One that a record does not have is an error: the list or the record is out of date.
fn gather(records: &Records) -> Result<Vec<(&'static str, Vec<Gathered>)>, Error> {
    let analyses: BTreeMap<_, _> = records
        .iter()
        .map(|(suite, record)| (*suite, Analysis::of(record)))
        .collect();
    let find = |number: &Number| {
        let row = analyses
            .get(number.suite)
            .and_then(|analysis| analysis.row_of(number.id))?;
        Some(Gathered {
            definition: Definition {
                name: number.name.to_owned(),
                ..row.definition.clone()
            },
            suite: number.suite,
            row: Analysed {
                time: row.time?,
                best: row.minimum?,
            },
        })
    };
    NUMBERS
        .iter()
        .map(|(group, numbers)| {
            let found = numbers
                .iter()
                .map(|number| find(number).ok_or_else(|| missing(number)))
                .collect::<Result<_, _>>()?;
            Ok((*group, found))
        })
        .collect()
}

fn missing(number: &Number) -> Error {
    Error::Suite {
        reason: format!(
            "the numbers to know want \"{}\", which the record of {} does not have",
            number.id, number.suite
        ),
    }
}

fn chart_of(book: &Records) -> Result<String, Error> {
    let gathered = gather(book)?;
    let rows: Vec<Vec<Row>> = gathered
        .iter()
        .map(|(_, numbers)| numbers.iter().map(row).collect())
        .collect();
    let groups = gathered.iter().zip(&rows);
    let groups = groups.map(|((group, _), rows)| (*group, rows.iter().collect()));
    Ok(chart::draw_groups("Numbers to know", groups.collect()))
}

fn row(number: &Gathered) -> Row<'_> {
    Row {
        definition: &number.definition,
        time: Some(number.row.time),
        minimum: Some(number.row.best),
        against_floor: None,
        against_peer: None,
        kept: 0,
        aside: 0,
        flagged: false,
        not_measured: None,
    }
}

fn costs(book: &Records) -> Result<String, Error> {
    let mut out = String::new();
    for (group, numbers) in gather(book)? {
        let rows = numbers.iter().map(|number| {
            [
                number.definition.name.clone(),
                duration(number.row.time.median),
                range(number.row.time.low, number.row.time.high),
                kind(number.definition.kind).to_owned(),
                number.definition.unit.clone(),
                link(number.suite),
            ]
        });
        let header = ["", "median", "95 % interval", "", "for", "measured in"];
        out += &format!("*{group}*\n\n");
        out += &table::show(table::table(&header, rows), Style::Page);
        out.push('\n');
    }
    Ok(out)
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Floor => "floor",
        Kind::Ours => "Rust",
        Kind::Peer => "Python",
    }
}

/// The chapter of a suite, from the page of this one.
fn link(suite: &str) -> String {
    let part = match suite {
        "a-process-pool" | "shared-memory" => "../processes/",
        "a-thread-pool" => "../threads/",
        "an-event-loop" => "../tasks/",
        "the-gil" | "limits-of-speedup" => "../concepts/",
        _ => "",
    };
    format!("[{suite}]({part}{suite}.md)")
}

fn memory(book: &Records) -> Result<String, Error> {
    let find = |number: &Number| {
        let memories = &book.get(number.suite)?.memories;
        let memory = memories.iter().find(|memory| memory.id == number.id)?;
        Some(Memory {
            name: number.name.to_owned(),
            ..memory.clone()
        })
    };
    let memories = MEMORIES
        .iter()
        .map(|number| find(number).ok_or_else(|| missing(number)))
        .collect::<Result<Vec<_>, _>>()?;
    let seed = book
        .values()
        .next()
        .map_or(0, |record| record.settings.seed);
    Ok(table::memories(&memories, seed, Style::Page))
}

/// The floors of one name that several suites measured, each in its own run: how far they are apart is what a number is worth.
fn yardsticks(book: &Records) -> String {
    let mut medians: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let analyses: Vec<_> = book.values().map(Analysis::of).collect();
    for row in analyses.iter().flat_map(|analysis| &analysis.rows) {
        if let (Kind::Floor, Some(time)) = (row.definition.kind, row.time) {
            medians
                .entry(&row.definition.name)
                .or_default()
                .push(time.median);
        }
    }
    medians.retain(|_, medians| medians.len() > 1);
    let mut rows: Vec<_> = medians.into_iter().collect();
    for (_, medians) in &mut rows {
        medians.sort_by(f64::total_cmp);
    }
    rows.sort_by(|(_, one), (_, other)| one[0].total_cmp(&other[0]));
    let rows = rows.into_iter().map(|(name, medians)| {
        let (least, most) = (medians[0], medians[medians.len() - 1]);
        [
            name.to_owned(),
            medians.len().to_string(),
            range(least, most),
            times(most / least),
        ]
    });
    let header = ["", "runs", "medians, least and most", "apart"];
    table::show(table::table(&header, rows), Style::Page)
}

fn beside(book: &Records, yours: &Records) -> Result<String, Error> {
    if yours.is_empty() {
        return Ok("You have not measured your machine yet. `cargo measure all` does, in less than ten minutes, and your figures then stand here, beside the book's, and on the page of each measurement.\n".into());
    }
    let analyses: BTreeMap<_, _> = yours
        .iter()
        .map(|(suite, record)| (*suite, Analysis::of(record)))
        .collect();
    let own = |number: &Gathered| {
        let row = analyses.get(number.suite)?.row_of(&number.definition.id)?;
        Some(row.time?.median)
    };
    let gathered = gather(book)?;
    let rows = gathered
        .iter()
        .flat_map(|(_, numbers)| numbers)
        .map(|number| {
            let (own, books) = (own(number), number.row.time.median);
            [
                number.definition.name.clone(),
                duration(books),
                own.map_or_else(|| "not measured".into(), duration),
                own.map(|own| times(own / books)).unwrap_or_default(),
            ]
        });
    let header = ["", "the book's", "yours", "yours to the book's"];
    Ok(table::show(table::table(&header, rows), Style::Page))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records() -> Records {
        let root = file::results_root();
        read(&root, "record.json").expect("the book's records are read")
    }

    #[test]
    fn every_number_of_the_list_is_in_its_record() {
        let records = records();
        let wanted: usize = NUMBERS.iter().map(|(_, numbers)| numbers.len()).sum();
        let found: usize = gather(&records)
            .unwrap()
            .iter()
            .map(|(_, numbers)| numbers.len())
            .sum();
        assert_eq!(found, wanted);
        assert!(memory(&records).unwrap().lines().count() > MEMORIES.len());
    }

    #[test]
    fn a_number_that_no_record_has_is_an_error() {
        let mut records = records();
        let suite = NUMBERS[0].1[0].suite;
        records.get_mut(suite).unwrap().candidates.clear();
        let said = gather(&records).err().unwrap().to_string();
        assert!(said.contains(suite), "{said}");
    }

    #[test]
    fn yours_stand_beside_the_books() {
        let records = records();
        let beside = beside(&records, &records).unwrap();
        assert!(beside.contains("| 1.0 ×"), "{beside}");
    }
}
