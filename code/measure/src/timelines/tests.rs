use std::time::Duration;

use code::timeline::{Span, State, Timeline};

use super::*;
use crate::machine::Machine;

const MS: u64 = 1_000_000;

/// Two jobs as the cases would have them: in turns of 5 ms on one core, or each on its own.
fn spans(at_once: bool) -> Vec<Span> {
    let span = |worker, state, start, end| Span {
        worker,
        state,
        start_ns: start * MS,
        end_ns: end * MS,
    };
    let on = |core| State::Running { core };
    if at_once {
        (0..2)
            .flat_map(|i| {
                [
                    span(i, on(i), 0, 30),
                    span(i, State::Waiting, 30, 60),
                    span(i, on(i), 60, 90),
                ]
            })
            .collect()
    } else {
        (0..24)
            .flat_map(|turn| {
                let (now, next) = (turn * 5, turn * 5 + 5);
                let (one, other) = ((turn % 2) as usize, ((turn + 1) % 2) as usize);
                [
                    span(one, on(0), now, next),
                    span(other, State::Ready, now, next),
                ]
            })
            .collect()
    }
}

fn configuration(case: Case, model: Model, language: Language) -> Configuration {
    let timeline = Timeline::new(spans(
        case == Case::ParallelOnTwo && language == Language::Rust,
    ));
    let runs = vec![Run::new(&timeline, Evidence::default()); 3];
    Configuration {
        case,
        model,
        language,
        drawn: Configuration::choose(&runs),
        runs,
        spans: timeline.spans().to_vec(),
    }
}

fn record() -> Record {
    let mut record = Record::new(
        Machine::this(None),
        "2026-01-01 00:00 UTC".into(),
        "cargo measure".into(),
    );
    record.cores = vec![0, 1];
    for language in Language::ALL {
        for case in Case::ALL {
            record
                .configurations
                .extend(Model::ALL.map(|model| configuration(case, model, language)));
        }
    }
    record
}

fn file(files: &[(String, String)], name: &str) -> String {
    files
        .iter()
        .find(|(file, _)| file == name)
        .expect(name)
        .1
        .clone()
}

#[test]
fn a_record_read_back_draws_the_same_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.json");
    crate::file::write(&path, &crate::file::to_json(&record())).unwrap();
    let files = pages(folder.path()).unwrap();
    assert_eq!(files, render(&record(), None));
    crate::file::write(
        &folder.path().join("yours.json"),
        &crate::file::to_json(&record()),
    )
    .unwrap();
    assert!(file(&pages(folder.path()).unwrap(), "yours.md").contains("the book's"));
}

#[test]
fn a_damaged_record_gets_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.json");
    let mut no_run = record();
    no_run.configurations[0].runs.clear();
    let good = crate::file::to_json(&record());
    for (content, expected) in [
        ("{".to_owned(), "is not a record: EOF"),
        (
            good.replace("\"timelines\"", "\"suite\""),
            "of the kind \"suite\"",
        ),
        (
            good.replace("\"waiting\"", "\"asleep\""),
            "no such state: asleep",
        ),
        (crate::file::to_json(&no_run), "a drawn run is not there"),
    ] {
        crate::file::write(&path, &content).unwrap();
        let line = Record::read(&path).unwrap_err().to_string();
        assert!(line.contains(expected) && !line.contains('\n'), "{line}");
    }
}

#[test]
fn a_figure_stands_inline_in_a_page() {
    let files = render(&record(), None);
    for case in Case::ALL {
        let svg = file(&files, case.file_name());
        assert!(
            svg.starts_with("<svg ") && svg.ends_with("</svg>\n"),
            "no prolog"
        );
        assert!(
            svg.lines().all(|line| !line.trim().is_empty()),
            "a blank line ends inline HTML in Markdown"
        );
        assert!(
            svg.contains("role=\"img\"") && svg.contains("<title id=") && svg.contains("<desc id=")
        );
        assert!(svg.len() < 60_000);
    }
    let parallel = file(&files, "parallel-on-two.svg");
    assert!(
        parallel.contains("Rust threads: 90 ms; two running at once for 67 % of the time"),
        "{parallel}"
    );
    assert!(
        parallel.contains("Python threads: 120 ms; never two running at once"),
        "{parallel}"
    );
}

#[test]
fn figures_stand_alone_between_their_anchors() {
    let figures = file(&render(&record(), None), "figures.md");
    for expected in [
        "<!-- ANCHOR: c-rust-threads -->\n90 ms\n<!-- ANCHOR_END: c-rust-threads -->\n",
        "<!-- ANCHOR: the-gil-runs-one-verdict -->\nholds\n",
        "<!-- ANCHOR: python -->\nnot measured\n",
    ] {
        assert!(figures.contains(expected), "{expected} in {figures}");
    }
    let mut names: Vec<&str> = figures
        .lines()
        .filter_map(|line| line.strip_prefix("<!-- ANCHOR: "))
        .collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "no figure is named twice");
}

#[test]
fn claims_are_judged_by_the_spans() {
    let verdict = |record: &Record, id: &str| {
        let claim = CLAIMS.iter().find(|claim| claim.id == id).expect(id);
        claim.verdict(record).ruling.to_string()
    };
    let mut record = record();
    assert_eq!(verdict(&record, "threads-run-at-once"), "holds");
    assert_eq!(
        verdict(&record, "processes-run-at-once"),
        "does not hold",
        "Python's processes took turns here"
    );
    assert_eq!(verdict(&record, "one-core-runs-one"), "holds");
    record
        .configurations
        .retain(|configuration| configuration.language == Language::Rust);
    assert_eq!(verdict(&record, "the-gil-runs-one"), "not measured");
    record.configurations.clear();
    assert!(
        verdicts(&record)
            .iter()
            .all(|verdict| verdict.ruling.to_string() == "not measured")
    );
    assert_eq!(
        render(&record, None).len(),
        9,
        "nothing recorded, and nothing fails"
    );
}

#[test]
fn a_disturbed_run_is_not_drawn() {
    let run = |makespan_ms: u64, disturbed: bool| {
        let mut run = Run::new(&Timeline::default(), Evidence::default());
        run.makespan_ns = makespan_ms * MS;
        run.set_aside = disturbed.then(|| "others ran".to_owned());
        run
    };
    assert_eq!(
        Configuration::choose(&[
            run(90, false),
            run(91, true),
            run(95, false),
            run(92, false)
        ]),
        3
    );
    assert_eq!(
        Configuration::choose(&[run(90, true), run(95, true), run(92, true)]),
        2,
        "all of them are all there is"
    );
    assert_eq!(Configuration::choose(&[]), 0);
}

#[test]
fn every_model_does_every_job() {
    let job = Job {
        iterations: 100,
        chunks: 10,
        wait_ns: MS,
        threshold_ns: MS,
    };
    assert_eq!(Job::from_args(&job.to_args()), Some(job));
    assert_eq!(Job::from_args(&[]), None);
    for case in Case::ALL {
        for model in [Model::Threads, Model::Tasks] {
            let spans = stage::spans(case, model, job).unwrap();
            let timeline = Timeline::new(spans);
            assert_eq!(timeline.lanes().count(), case.workers());
            assert!(timeline.makespan() >= Duration::from_millis(1));
        }
    }
    assert!(stage::serve(&["--quick".to_owned()]).is_none());
    assert!(
        stage::serve(&[
            "stage".to_owned(),
            "z".to_owned(),
            "threads".to_owned(),
            "0".to_owned()
        ])
        .unwrap()
        .is_err()
    );
}
