//! Checks the ledger of the sources' claims: `src/verdicts.md`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Tag, TagEnd};
use regex::Regex;

use crate::chapters::{self, Chapter};
use crate::fault::Fault;
use crate::fences::parser;

/// Where the ledger is.
pub const PAGE: &str = "src/verdicts.md";

/// What may be said of a claim.
pub const VERDICTS: [&str; 4] = ["true", "false", "outdated", "depends"];

/// Under this heading a chapter says which claims about its topic do not hold.
const JUDGED: &str = "## What the sources say that is not so";

/// One row: the text of its cells, and the links in the last one.
#[derive(Default)]
struct Row {
    line: usize,
    cells: Vec<String>,
    links: Vec<String>,
}

/// Checks the ledger of the book in `root`; returns how many claims it has, and what is wrong with it.
pub fn check(root: &Path) -> (usize, Vec<Fault>) {
    let fault = |wrong: String, mend: &str| Fault::new(PAGE, "", wrong, mend);
    let chapters = match chapters::load(root) {
        Ok(chapters) => chapters,
        Err(error) => return (0, vec![fault(format!("cannot be checked: {error:#}."), "Mend the book first.")]),
    };
    let Some(ledger) = chapters.iter().find(|chapter| format!("src/{}", chapter.path) == PAGE) else {
        return (0, vec![fault("is not in the book.".into(), "List it in src/SUMMARY.md.")]);
    };
    let rows = rows(&ledger.raw);
    let mut faults = Vec::new();
    let (mut source, mut number) = ('A', 0);
    for row in &rows {
        let mut fault = |wrong: String, mend: &str| faults.push(fault(format!("line {}: {wrong}", row.line), mend));
        let (name, verdict, why) = (&row.cells[0], row.cells[2].as_str(), &row.cells[3]);
        if name.starts_with((source as u8 + 1) as char) {
            (source, number) = ((source as u8 + 1) as char, 0);
        }
        number += 1;
        let (due, id) = (format!("{source}{number}"), format!("<a id=\"{}{number}\">", source.to_ascii_lowercase()));
        if *name != due || !ledger.raw.contains(&id) {
            fault(format!("is numbered {name}, and {due} is due."), "Number the rows in order, each with its anchor.");
        }
        if !VERDICTS.contains(&verdict) {
            fault(format!("{name} has the verdict \"{verdict}\"."), "It is one of true, false, outdated, depends.");
        }
        if why.is_empty() {
            fault(format!("{name} says not why."), "Give the reason, or on what it depends.");
        }
        if row.links.is_empty() {
            fault(format!("{name} has no evidence."), "Link a listing, a measurement or documentation.");
        } else if verdict != "true" && !row.links.iter().any(|link| shows(link, ledger, &chapters)) {
            let wrong = format!("{name} links neither a listing nor a measurement nor documentation.");
            fault(wrong, "Link the id of a figure, a heading of a page with a measurement, or an https address.");
        }
    }
    faults.extend(check_counts(&ledger.raw, &rows));
    let judges = |chapter: &&Chapter| chapter.raw.contains(JUDGED);
    let linked = |page: &str| rows.iter().flat_map(|row| &row.links).any(|link| link.split('#').next() == Some(page));
    faults.extend(chapters.iter().filter(judges).filter(|chapter| !linked(&chapter.path)).map(|chapter| {
        let wrong = format!("says nothing of the claims that src/{} judges.", chapter.path);
        fault(wrong, "Give each of them a row that links to that page.")
    }));
    (rows.len(), faults)
}

/// Whether a reader who follows the link finds a listing, a measurement, or somebody's documentation.
fn shows(link: &str, ledger: &Chapter, chapters: &[Chapter]) -> bool {
    let Some((page, id)) = link.split_once('#').filter(|_| !link.starts_with("https://")) else {
        return link.starts_with("https://");
    };
    let on = if page.is_empty() { Some(ledger) } else { chapters.iter().find(|chapter| chapter.path == page) };
    on.is_some_and(|on| {
        let figure = |line: &str| line.starts_with("<figure") && line.contains(&format!("id=\"{id}\""));
        on.raw.lines().any(figure) || on.raw.contains("code/measure/results/")
    })
}

/// Compares the sentence that counts the verdicts with the rows.
fn check_counts(markdown: &str, rows: &[Row]) -> Vec<Fault> {
    static COUNT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)\b(\d+) (claims|true|false|outdated|depends)\b").unwrap());
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, [count, of]) in COUNT.captures_iter(markdown).map(|found| found.extract()) {
        said.entry(of).or_insert(count.parse().unwrap_or(usize::MAX));
    }
    let of = |verdict: &str| rows.iter().filter(|row| row.cells[2] == verdict).count();
    let counted = VERDICTS.map(|verdict| (verdict, of(verdict)));
    [("claims", rows.len())]
        .into_iter()
        .chain(counted)
        .filter(|(what, count)| said.get(what) != Some(count))
        .map(|(what, count)| {
            let wrong = format!("does not say that {count} {what} are in its tables.");
            Fault::new(PAGE, "", wrong, "Its first lines count the claims and each verdict.")
        })
        .collect()
}

/// The rows of the tables that have a column for the verdict.
fn rows(markdown: &str) -> Vec<Row> {
    let (mut rows, mut ledger, mut row, mut in_cell) = (Vec::new(), false, Row::default(), false);
    for (event, range) in parser(markdown).into_offset_iter() {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                row = Row { line: markdown[..range.start].matches('\n').count() + 1, ..Row::default() };
            }
            Event::Start(Tag::TableCell) => {
                (in_cell, row.links) = (true, Vec::new());
                row.cells.push(String::new());
            }
            Event::End(TagEnd::TableCell) => in_cell = false,
            Event::End(TagEnd::TableHead) => ledger = row.cells.get(2).is_some_and(|cell| cell == "verdict"),
            Event::End(TagEnd::TableRow) if ledger => rows.push(std::mem::take(&mut row)),
            Event::Start(Tag::Link { dest_url, .. }) if in_cell => row.links.push(dest_url.into_string()),
            Event::Text(text) | Event::Code(text) if in_cell => row.cells.last_mut().unwrap().push_str(&text),
            _ => {}
        }
    }
    // A row of a table is as long as its head, or shorter.
    rows.iter_mut().for_each(|row: &mut Row| row.cells.resize(5, String::new()));
    rows
}
