//! What the pages include and what a run prints, drawn from a record.

use std::fmt::Write;

use super::text::{makespan, milliseconds};
use super::{Case, Configuration, Language, Model, Record, claims, svg};
use crate::format;
use crate::table::{Style, show, table};

/// All page files: name and content. `yours` is the reader's record, if there is one.
pub fn render(record: &Record, yours: Option<&Record>) -> Vec<(String, String)> {
    let drawing = |case: Case| {
        (
            case.file_name().to_owned(),
            svg::draw(record, case, axis_end_ms(record, case)),
        )
    };
    let mut files: Vec<(String, String)> = Case::ALL.map(drawing).into();
    let claims = table(
        &["claim", "compared", "measured", "claimed", "verdict"],
        claims::rows(record),
    );
    files.extend([
        ("table.md".to_owned(), makespans(record, Style::Page)),
        ("claims.md".to_owned(), show(claims, Style::Page)),
        ("machine.md".to_owned(), machine(record)),
        ("figures.md".to_owned(), figures(record)),
        ("yours.md".to_owned(), beside(record, yours)),
    ]);
    files
}

/// The whole report, for a terminal.
pub fn terminal(record: &Record) -> String {
    // What is compared is for the page: a terminal has no room for it.
    let verdicts = claims::rows(record)
        .map(|[sentence, _, measured, claimed, verdict]| [sentence, measured, claimed, verdict]);
    let verdicts = show(
        table(&["claim", "measured", "claimed", "verdict"], verdicts),
        Style::Terminal,
    );
    format!(
        "{}\n{}\n{verdicts}",
        machine(record),
        makespans(record, Style::Terminal)
    )
}

/// A, B and C share a scale, so that their lengths compare from figure to figure. D has four times the work and its own.
fn axis_end_ms(record: &Record, case: Case) -> f64 {
    let same_scale = |other: Case| (other == Case::ManyOnFew) == (case == Case::ManyOnFew);
    svg::end_ms(
        record
            .configurations
            .iter()
            .filter(|it| same_scale(it.case))
            .map(Configuration::timeline),
    )
}

/// Every configuration there is, in the order of the page.
fn each(record: &Record) -> impl Iterator<Item = &Configuration> {
    let keys = Case::ALL.into_iter().flat_map(|case| {
        Language::ALL
            .into_iter()
            .flat_map(move |language| Model::ALL.map(|model| (case, model, language)))
    });
    keys.filter_map(|(case, model, language)| record.get(case, model, language))
}

fn name(configuration: &Configuration) -> String {
    format!(
        "{} {}",
        configuration.language.name(),
        configuration.model.key()
    )
}

fn makespans(record: &Record, style: Style) -> String {
    let header = [
        "case",
        "",
        "total time, median (range)",
        "most running at once",
        "ready, not running",
    ];
    let rows = each(record).map(|configuration| {
        let makespans = || {
            configuration
                .sound_runs()
                .map(|run| run.makespan_ns as f64 / 1e6)
        };
        let (least, most) = (
            makespans().fold(f64::INFINITY, f64::min),
            makespans().fold(0.0, f64::max),
        );
        [
            configuration.case.title().to_owned(),
            name(configuration),
            format!("{} ({least:.0}–{most:.0})", makespan(configuration)),
            format!(
                "{:.0}",
                configuration.median(|run| run.most_running() as f64)
            ),
            milliseconds(configuration.median(|run| run.ready_ns as f64)),
        ]
    });
    show(table(&header, rows), style)
}

fn machine(record: &Record) -> String {
    let (runs, disturbed) = record.runs();
    let each = record
        .configurations
        .first()
        .map_or(0, |configuration| configuration.runs.len());
    let times = if each == 1 {
        "once".to_owned()
    } else {
        format!("{each} times, all in turns")
    };
    let cores: Vec<String> = record.cores.iter().map(usize::to_string).collect();
    let set_aside = match disturbed {
        0 => "None was disturbed by other programs or the hypervisor.".to_owned(),
        _ if disturbed == runs => {
            "Other programs or the hypervisor disturbed all of them, and so all count.".to_owned()
        }
        1 => {
            "One was set aside, because other programs or the hypervisor used the cores meanwhile."
                .to_owned()
        }
        _ => format!(
            "{disturbed} were set aside, because other programs or the hypervisor used the cores meanwhile."
        ),
    };
    format!(
        "Recorded on {} with `{}`, on the cores {}. {}\n\nEach configuration ran {times}: {runs} runs. {set_aside} A figure \
         shows the run of median length; the record holds all its spans.\n",
        record.date,
        record.command,
        cores.join(" and "),
        record.machine.sentence(),
    )
}

/// A makespan for each configuration as `CASE-LANGUAGE-MODEL`, a claim's figure and ruling as `ID` and `ID-verdict`, and how
/// it was recorded: `compute`, `wait`, `threshold`, `chunk-LANGUAGE`, `runs`, `date`, `python`, `rustc`, `tokio`.
fn figures(record: &Record) -> String {
    let mut out = String::new();
    let mut figure = |anchor: &str, text: &str| {
        let _ = writeln!(
            out,
            "<!-- ANCHOR: {anchor} -->\n{text}\n<!-- ANCHOR_END: {anchor} -->"
        );
    };
    for case in Case::ALL {
        for (language, model) in Language::ALL
            .into_iter()
            .flat_map(|it| Model::ALL.map(|model| (it, model)))
        {
            // An anchor stays where a Python was missing: a page that includes it must still build.
            let text = record
                .get(case, model, language)
                .map_or_else(|| "not measured".to_owned(), makespan);
            figure(
                &format!("{}-{}-{}", case.key(), language.key(), model.key()),
                &text,
            );
        }
    }
    for verdict in super::verdicts(record) {
        let measured = verdict.ratio.map_or_else(
            || "not measured".to_owned(),
            |ratio| format::ratio(ratio.median),
        );
        figure(&verdict.claim.id, &measured);
        figure(
            &format!("{}-verdict", verdict.claim.id),
            &verdict.ruling.to_string(),
        );
    }
    figure("compute", &milliseconds(record.compute_ns as f64));
    figure("wait", &milliseconds(record.wait_ns as f64));
    figure("threshold", &format::duration(record.threshold_ns as f64));
    for language in Language::ALL {
        let chunk = record
            .jobs
            .iter()
            .find(|calibrated| calibrated.language == language);
        let text = chunk.map_or_else(
            || "not measured".to_owned(),
            |it| format::duration(it.chunk_ns as f64),
        );
        figure(&format!("chunk-{}", language.key()), &text);
    }
    let runs = record
        .configurations
        .iter()
        .map(|configuration| configuration.runs.len())
        .max()
        .unwrap_or(0);
    figure("runs", &runs.to_string());
    figure("date", &record.date);
    let python = record.machine.python.as_ref();
    figure(
        "python",
        &python.map_or_else(
            || "not measured".to_owned(),
            |it| format!("{} {}", it.implementation, it.version),
        ),
    );
    figure(
        "rustc",
        record.machine.rustc.split(" (").next().unwrap_or_default(),
    );
    figure("tokio", &record.machine.tokio);
    out
}

fn beside(book: &Record, yours: Option<&Record>) -> String {
    let Some(yours) = yours else {
        return format!(
            "You have not recorded your machine yet. `cargo measure {} -- --record` does, and your total times then stand here, \
             beside the book's.\n",
            super::NAME
        );
    };
    let rows = each(book).map(|configuration| {
        let own = yours.get(
            configuration.case,
            configuration.model,
            configuration.language,
        );
        [
            configuration.case.title().to_owned(),
            name(configuration),
            makespan(configuration),
            own.map_or_else(|| "not measured".to_owned(), makespan),
        ]
    });
    let makespans = show(
        table(&["case", "", "the book's", "yours"], rows),
        Style::Page,
    );
    let verdicts = claims::rows(book)
        .zip(claims::rows(yours))
        .map(|(book, own)| {
            let [sentence, _, measured, _, verdict] = book;
            let [_, _, own_measured, _, own_verdict] = own;
            [
                sentence,
                format!("{verdict}: {measured}"),
                format!("{own_verdict}: {own_measured}"),
            ]
        });
    let verdicts = show(
        table(&["claim", "the book's", "yours"], verdicts),
        Style::Page,
    );
    format!("{}\n{makespans}\n{verdicts}", machine(yours))
}
