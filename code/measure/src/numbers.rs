//! The numbers to know: floors and costs gathered from the records of all suites.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::analysis::{Analysis, Row};
use crate::error::Error;
use crate::format::{bytes, count, duration, range, times};
use crate::record::{Definition, Kind, Record};
use crate::session::read_if_there;
use crate::table::{self, Style};
use crate::{chart, file};

pub use list::{MEMORIES, NUMBERS, Number, YARDSTICKS, Yardstick};

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
        ("yardsticks.md", yardsticks(&book)?),
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
    let yardsticks = YARDSTICKS.iter().flat_map(|yardstick| yardstick.runs);
    times
        .chain(MEMORIES)
        .map(|number| number.suite)
        .chain(yardsticks.map(|(suite, ..)| *suite))
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

/// The numbers of each group, the shortest first. One that a record does not have is an error: the list or the record is out of date.
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
            let mut found = numbers
                .iter()
                .map(|number| find(number).ok_or_else(|| missing(number.suite, number.id)))
                .collect::<Result<Vec<_>, _>>()?;
            found.sort_by(|one, other| one.row.time.median.total_cmp(&other.row.time.median));
            Ok((*group, found))
        })
        .collect()
}

fn missing(suite: &str, id: &str) -> Error {
    Error::Suite {
        reason: format!(
            "the numbers to know want \"{id}\", which the record of {suite} does not have"
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

/// What one holds, and a hundred thousand of it.
fn memory(book: &Records) -> Result<String, Error> {
    let row = |number: &Number| {
        let record = book.get(number.suite)?;
        let seed = record.settings.seed;
        let memory = record.memories.iter().find(|it| it.id == number.id)?;
        let (one, reserved) = (
            memory.whole(seed)?,
            memory.of_one(|point| point.reserved_bytes, seed)?,
        );
        Some([
            number.name.to_owned(),
            table::bytes_between(one),
            bytes(MANY * one.median),
            table::bytes_between(reserved),
            link(number.suite),
        ])
    };
    let rows = MEMORIES
        .iter()
        .map(|number| row(number).ok_or_else(|| missing(number.suite, number.id)))
        .collect::<Result<Vec<_>, _>>()?;
    let many = format!("{} times that", count(MANY as u64));
    let header = ["", "one, in all", &many, "reserved", "measured in"];
    Ok(table::show(table::table(&header, rows), Style::Page))
}

/// So many of a thing are a reason to think of memory.
const MANY: f64 = 100_000.0;

/// What several suites measured alike, each in its own run, and below it the probe, which every run takes twice: how far they are
/// apart is what a number is worth.
fn yardsticks(book: &Records) -> Result<String, Error> {
    let analyses: BTreeMap<_, _> = book
        .iter()
        .map(|(suite, record)| (*suite, Analysis::of(record)))
        .collect();
    let median = |suite: &str, id: &str| Some(analyses.get(suite)?.row_of(id)?.time?.median);
    let alike = YARDSTICKS.iter().map(|yardstick| {
        let medians = yardstick.runs.iter().map(|&(suite, id, times)| {
            let median = median(suite, id).ok_or_else(|| missing(suite, id))?;
            Ok(median / f64::from(times))
        });
        let medians = medians.collect::<Result<Vec<f64>, Error>>()?;
        Ok(apart(yardstick.name, medians))
    });
    let alike = alike.collect::<Result<Vec<_>, Error>>()?;
    let probes = book
        .values()
        .flat_map(|record| [&record.probe_before, &record.probe_after]);
    let mut probed: Vec<(&str, Vec<f64>)> = Vec::new();
    for (index, (name, spread)) in probes.flat_map(|probe| probe.spreads().into_iter().enumerate())
    {
        if probed.len() == index {
            probed.push((name, Vec::new()));
        }
        probed[index]
            .1
            .extend(spread.map(|spread| spread.median_ns));
    }
    let probed = probed
        .into_iter()
        .filter(|(_, medians)| !medians.is_empty());
    let probed = probed.map(|(name, medians)| apart(name, medians));
    let show = |what: &str, rows| {
        let header = ["", what, "medians, least and most", "apart"];
        table::show(table::table(&header, rows), Style::Page)
    };
    Ok(format!(
        "*The same work, on several pages*\n\n{}\n*The probe, before and after each run*\n\n{}",
        show("runs", alike),
        show("probes", probed.collect())
    ))
}

/// A row: how many medians there are, the least and the most of them, and how far apart these are.
fn apart(name: &str, mut medians: Vec<f64>) -> [String; 4] {
    medians.sort_by(f64::total_cmp);
    let (least, most) = (medians[0], medians[medians.len() - 1]);
    [
        name.to_owned(),
        medians.len().to_string(),
        range(least, most),
        times(most / least),
    ]
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
    fn a_yardstick_is_measured_in_several_runs() {
        for yardstick in YARDSTICKS {
            let mut suites: Vec<&str> = yardstick.runs.iter().map(|(suite, ..)| *suite).collect();
            suites.sort_unstable();
            suites.dedup();
            assert_eq!(suites.len(), yardstick.runs.len(), "{}", yardstick.name);
            assert!(suites.len() > 1, "{}", yardstick.name);
        }
        let said = yardsticks(&records()).unwrap();
        for yardstick in YARDSTICKS {
            assert!(said.contains(yardstick.name), "{said}");
        }
        assert!(said.contains("reading the clock"), "{said}");
    }

    #[test]
    fn a_row_says_how_far_its_medians_are_apart() {
        let row = apart("a wake", vec![4000.0, 2000.0, 3000.0]);
        assert_eq!(row, ["a wake", "3", "2.00–4.00 µs", "2.0 ×"]);
    }

    #[test]
    fn yours_stand_beside_the_books() {
        let records = records();
        let beside = beside(&records, &records).unwrap();
        assert!(beside.contains("| 1.0 ×"), "{beside}");
    }
}
