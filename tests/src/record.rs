//! Checks the recorded measurements: what the pages show is drawn from the samples, and the samples bear the claims.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use measure::claims::Ruling;
use regex::Regex;

use crate::fault::Fault;
use crate::listing::{chapter_files, stem};
use crate::page::{includes, prose};

const RESULTS: &str = "code/measure/results";
const BINARIES: &str = "code/measure/src/bin";

/// What was there to check.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Folders with a record.
    pub records: usize,
    /// Claims, judged again from the samples.
    pub claims: usize,
}

/// Checks the results of `root`'s book.
pub fn check(root: &Path) -> (Checked, Vec<Fault>) {
    let names = |folder: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
        entries.filter_map(|entry| Some(entry.path().file_stem()?.to_str()?.to_owned())).collect()
    };
    let (mut binaries, results) = (names(BINARIES), names(RESULTS));
    // It measures by running the others, and its chapter is what is gathered from their records.
    if binaries.remove("all") {
        binaries.insert(measure::numbers::NAME.to_owned());
    }
    let pages = chapter_files(root).unwrap_or_default();
    let (mut checked, mut faults) = (Checked::default(), Vec::new());
    for name in binaries.difference(&results) {
        let mend = format!("Record it on a quiet machine: `cargo measure {name} -- --record=book`.");
        faults.push(Fault::new("", &format!("{BINARIES}/{name}.rs"), "has no recorded results.", mend));
    }
    for name in &results {
        let folder = format!("{RESULTS}/{name}");
        let page = pages.iter().find(|page| stem(page) == name.replace('-', "_")).cloned().unwrap_or_default();
        if !binaries.contains(name) {
            let mend = format!("Write {BINARIES}/{name}.rs, or delete the folder.");
            faults.push(Fault::new(&page, &folder, "was recorded by no binary that is here.", mend));
        } else if page.is_empty() {
            faults.push(Fault::new(
                "",
                &folder,
                "belongs to no chapter.",
                "Name both after the chapter that shows them.",
            ));
        }
        checked.records += 1;
        match judged(root, name, &page) {
            Ok((claims, found)) => {
                checked.claims += claims;
                faults.extend(found);
            }
            Err(fault) => faults.push(fault),
        }
    }
    for page in pages.iter().filter(|page| page.starts_with("src/measured/")) {
        faults.extend(typed_numbers(root, page));
    }
    (checked, faults)
}

/// Judges the claims of one record and compares the files drawn from it; fails if the record cannot be read.
fn judged(root: &Path, name: &str, page: &str) -> Result<(usize, Vec<Fault>), Fault> {
    let folder = format!("{RESULTS}/{name}");
    let path = root.join(&folder);
    let unreadable = |error: measure::Error| {
        let mend = "Take it back from git, or record it again.";
        Fault::new(page, &format!("{folder}/record.json"), format!("cannot be read: {error}."), mend)
    };
    let mut faults = Vec::new();
    let verdicts = measure::verdicts_of(&path).map_err(unreadable)?;
    for verdict in verdicts.iter().filter(|verdict| verdict.ruling != Ruling::Holds) {
        let wrong = format!(
            "has the claim `{}`, \"{}\", which by its own samples {}.",
            verdict.claim.id,
            verdict.claim.sentence,
            saying(verdict.ruling)
        );
        let mend = "Claim what the numbers bear, or measure again on a quiet machine.";
        faults.push(Fault::new(page, &format!("{folder}/record.json"), wrong, mend));
    }

    let text = fs::read_to_string(root.join(page)).unwrap_or_default();
    let included: Vec<String> = includes(page, &text).into_iter().map(|include| include.path).collect();
    let mut known = vec!["record.json".to_owned(), "yours.json".to_owned()];
    for (file, drawn) in measure::pages_of(&path).map_err(unreadable)? {
        let place = format!("{folder}/{file}");
        let mend = format!(
            "`cargo measure {name} -- --render` draws it again; what is wrong in it is mended in code/measure."
        );
        match fs::read_to_string(root.join(&place)) {
            Ok(there) if there == drawn => {}
            Ok(there) => faults.push(
                Fault::new(
                    page,
                    &place,
                    "is not what the record says; it was edited by hand, or the instrument has changed.",
                    mend,
                )
                .with_diff((&file, &there), ("drawn from record.json", &drawn)),
            ),
            Err(_) => faults.push(Fault::new(page, &place, "is missing.", mend)),
        }
        // Figures are included one by one, by anchor, wherever a sentence needs one.
        if file != "figures.md" && !page.is_empty() && !included.contains(&place) {
            faults.push(Fault::new(page, &place, "is not shown by its chapter.", "Include it there."));
        }
        known.push(file);
    }
    for entry in fs::read_dir(&path).into_iter().flatten().flatten() {
        let file = entry.file_name().to_string_lossy().into_owned();
        if !known.contains(&file) {
            let place = format!("{folder}/{file}");
            faults.push(Fault::new(
                page,
                &place,
                "is not drawn from the record.",
                "Delete it, or have the instrument draw it.",
            ));
        }
    }
    Ok((verdicts.len(), faults))
}

fn saying(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Holds => "holds",
        Ruling::DoesNotHold => "does not hold",
        Ruling::Undecided => "is undecided",
        Ruling::NotMeasured => "was not measured",
    }
}

/// Numbers with a unit that a measured chapter types instead of including them.
fn typed_numbers(root: &Path, page: &str) -> Vec<Fault> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\d[\d.,]*\s?(?:(?:ns|µs|μs|us|ms|s|KB|KiB|MB|MiB|GB|GiB|times|seconds|microseconds|nanoseconds|milliseconds)\b|×|%)").unwrap()
    });
    let text = fs::read_to_string(root.join(page)).unwrap_or_default();
    let typed = |(line, text): (usize, String)| {
        let wrong = format!("line {line}: types \"{}\".", NUMBER.find(&text)?.as_str());
        Some(Fault::new(
            page,
            "",
            wrong,
            "Include the figure by its anchor from figures.md, so that it cannot differ from the record.",
        ))
    };
    prose(&text).into_iter().map(|prose| (prose.line, prose.text)).filter_map(typed).collect()
}
