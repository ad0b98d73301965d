//! The reader's record beside the book's.

use crate::analysis::Analysis;
use crate::claims::{Verdict, judge};
use crate::format::{bytes, duration, range, times};
use crate::latency::{Latency, Percentiles};
use crate::memory::Memory;
use crate::record::Record;
use crate::scaling::Scaled;
use crate::statistics::Interval;
use crate::table::{self, Style};

/// Everything that both records have, and what became of the claims on either machine.
pub(crate) fn yours_beside(book: &Record, yours: Option<&Record>) -> String {
    let Some(yours) = yours else {
        return format!(
            "You have not measured your machine yet. `cargo measure {} -- --record` does, and your figures then stand here, beside the book's. `cargo measure all` measures it for every page, more briefly.\n",
            book.suite
        );
    };
    let parts = [
        costs(book, yours),
        latencies(book, yours),
        memories(book, yours),
        speedups(book, yours),
        claims(book, yours),
    ];
    let about = format!(
        "Yours was measured on {}. {}\n\n",
        yours.date,
        yours.machine.sentence()
    );
    about + &parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// A table of what the book has and you have; none where the book has nothing.
fn beside(what: &str, rows: Vec<[String; 4]>) -> Option<String> {
    let header = [what, "the book's", "yours", "yours to the book's"];
    (!rows.is_empty()).then(|| table::show(table::table(&header, rows), Style::Page))
}

/// A row: two figures as they are said, and what yours is to the book's.
fn row(
    name: &str,
    say: impl Fn(f64) -> String,
    book: Option<f64>,
    yours: Option<f64>,
) -> [String; 4] {
    let compared = yours.zip(book).filter(|(_, book)| *book > 0.0);
    let say = |figure: Option<f64>| figure.map_or_else(|| "not measured".into(), &say);
    [
        name.to_owned(),
        say(book),
        say(yours),
        compared
            .map(|(yours, book)| times(yours / book))
            .unwrap_or_default(),
    ]
}

fn costs(book: &Record, yours: &Record) -> Option<String> {
    let mine = Analysis::of(yours);
    let rows = Analysis::of(book).rows.into_iter().map(|book| {
        let own = mine.row_of(&book.definition.id).and_then(|own| own.time);
        let say = |time: Option<Interval>| match time {
            Some(time) => format!("{} ({})", duration(time.median), range(time.low, time.high)),
            None => "not measured".into(),
        };
        let compared = own.zip(book.time);
        [
            book.definition.name.clone(),
            say(book.time),
            say(own),
            compared
                .map(|(own, book)| times(own.median / book.median))
                .unwrap_or_default(),
        ]
    });
    beside("", rows.collect())
}

fn latencies(book: &Record, yours: &Record) -> Option<String> {
    type Loop = fn(&Latency) -> &[u64];
    type Of = fn(&Percentiles) -> f64;
    let loops: [(&str, Loop); 2] = [
        ("closed", |latency| &latency.closed_ns),
        ("open", |latency| &latency.open_ns),
    ];
    let percentiles: [(&str, Of); 3] = [
        ("median", |p| p.p50),
        ("99 %", |p| p.p99),
        ("99.9 %", |p| p.p999),
    ];
    let mut rows = Vec::new();
    for of_book in &book.latencies {
        let own = yours.latencies.iter().find(|own| own.id == of_book.id);
        for (kind, times) in loops {
            let of_book_here = Percentiles::of(times(of_book));
            let own = own.and_then(|own| Percentiles::of(times(own)));
            for (name, of) in percentiles {
                rows.push(row(
                    &format!("{}, {kind}, {name}", of_book.name),
                    duration,
                    of_book_here.as_ref().map(of),
                    own.as_ref().map(of),
                ));
            }
        }
    }
    beside("latency", rows)
}

fn memories(book: &Record, yours: &Record) -> Option<String> {
    let held = |record: &Record, memory: &Memory| {
        let private = memory.of_one(|point| point.private_bytes, record.settings.seed)?;
        Some(private.median)
    };
    let rows = book.memories.iter().map(|memory| {
        let own = yours.memories.iter().find(|own| own.id == memory.id);
        let own = own.and_then(|own| held(yours, own));
        row(&memory.name, bytes, held(book, memory), own)
    });
    beside("private memory", rows.collect())
}

fn speedups(book: &Record, yours: &Record) -> Option<String> {
    let (analysis, mine) = (Analysis::of(book), Analysis::of(yours));
    let mine = Scaled::all(yours, &mine);
    let own = |id: &str, workers: u32| {
        let scaled = mine.iter().find(|own| own.scaling.id == id)?;
        let point = scaled.points.iter().find(|own| own.workers == workers)?;
        Some(point.speedup.median)
    };
    let rows = Scaled::all(book, &analysis).into_iter().flat_map(|scaled| {
        let scaling = scaled.scaling;
        let rows = scaled.points.into_iter().map(|point| {
            let name = format!("{}, workers: {}", scaling.name, point.workers);
            let own = own(&scaling.id, point.workers);
            row(&name, times, Some(point.speedup.median), own)
        });
        rows.collect::<Vec<_>>()
    });
    beside("speed-up", rows.collect())
}

fn claims(book: &Record, yours: &Record) -> Option<String> {
    let own_verdicts = judge(yours);
    let say = |verdict: &Verdict| format!("{}: {}", verdict.ruling, table::measured(verdict.ratio));
    let rows: Vec<_> = judge(book)
        .into_iter()
        .map(|verdict| {
            let own = own_verdicts
                .iter()
                .find(|own| own.claim.id == verdict.claim.id);
            [
                verdict.claim.sentence.clone(),
                say(&verdict),
                own.map_or_else(|| "not measured".into(), say),
            ]
        })
        .collect();
    let header = ["claim", "the book's", "yours"];
    (!rows.is_empty()).then(|| table::show(table::table(&header, rows), Style::Page))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;

    #[test]
    fn all_that_the_book_has_stands_beside_yours() {
        for suite in ["starting-costs", "limits-of-speedup"] {
            let path = file::results_root().join(suite).join("record.json");
            let book = Record::read(&path).unwrap();
            let said = yours_beside(&book, Some(&book));
            let names = book.latencies.iter().map(|latency| &latency.name);
            let names = names.chain(book.memories.iter().map(|memory| &memory.name));
            let names = names.chain(book.scalings.iter().map(|scaling| &scaling.name));
            for name in names.chain(book.claims.iter().map(|claim| &claim.sentence)) {
                assert!(said.contains(name.as_str()), "{suite} lacks {name}");
            }
            // Beside itself, everything is as it is.
            let last = |line: &str| {
                line.rsplit('|')
                    .nth(1)
                    .unwrap_or_default()
                    .trim()
                    .to_owned()
            };
            let compared: Vec<String> = said
                .lines()
                .map(last)
                .filter(|cell| cell.ends_with('×'))
                .collect();
            assert!(compared.len() >= book.candidates.len());
            assert!(compared.iter().all(|cell| cell == "1.0 ×"), "{compared:?}");
        }
    }
}
