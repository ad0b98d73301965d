//! Figures in words.

use super::{Configuration, Run};

/// A time on the page: whole milliseconds, for tenths differ from run to run.
pub fn milliseconds(ns: f64) -> String {
    if ns.is_finite() {
        format!("{:.0} ms", ns / 1e6)
    } else {
        "not measured".to_owned()
    }
}

/// The median makespan, which is the drawn run's.
pub fn makespan(configuration: &Configuration) -> String {
    milliseconds(configuration.makespan_ns())
}

/// The text alternative of a figure: what its lanes show, for who cannot see them.
pub fn describe(groups: &[&Configuration]) -> String {
    let mut sentences = vec![
        "A lane for each job shows when it was running and on which core, when it was ready without running, and when \
         it was waiting."
            .to_owned(),
    ];
    sentences.extend(groups.iter().map(|group| describe_group(group)));
    sentences.join(" ")
}

fn describe_group(configuration: &Configuration) -> String {
    let Some(run) = configuration.runs.get(configuration.drawn) else {
        return String::new();
    };
    format!(
        "{} {}: {}; {}; {}.",
        configuration.language.name(),
        configuration.model.key(),
        milliseconds(run.makespan_ns as f64),
        company(run),
        turns(configuration)
    )
}

fn company(run: &Run) -> String {
    let share = 100.0 * run.at_once_ns(2) as f64 / run.makespan_ns.max(1) as f64;
    match run.most_running() {
        0 | 1 => "never two running at once".to_owned(),
        _ => format!("two running at once for {share:.0} % of the time"),
    }
}

/// How many stretches of running the two computations of a job are cut into.
fn turns(configuration: &Configuration) -> String {
    let timeline = configuration.timeline();
    let stretches = timeline
        .spans()
        .iter()
        .filter(|span| span.duration().as_micros() >= 500 && span.core().is_some());
    match stretches.count().div_ceil(configuration.case.workers()) {
        0..=2 => "each computation runs in one piece".to_owned(),
        pieces => format!("a job's two computations are cut into about {pieces} pieces"),
    }
}
