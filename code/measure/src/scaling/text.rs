//! The scalings in tables and in single figures.

use super::{Figure, Point, Scaled};
use crate::format::ratio;
use crate::statistics::Interval;
use crate::table::{self, Style};

/// One row for each figure of each law.
pub(crate) fn fits(scaled: &[Scaled], style: Style) -> String {
    let rows = scaled.iter().flat_map(|scaled| {
        let name = &scaled.scaling.name;
        let Some(curve) = scaled.curve else {
            return vec![row([name, "not measured", "", "", "", ""])];
        };
        curve
            .figures()
            .iter()
            .enumerate()
            .map(|(index, figure)| {
                row([
                    if index == 0 { name } else { "" },
                    if index == 0 {
                        scaled.scaling.law.name()
                    } else {
                        ""
                    },
                    figure.name,
                    &ratio(figure.value),
                    &by_process(scaled, figure),
                    &built(scaled, figure),
                ])
            })
            .collect()
    });
    table::show(
        table::table(
            &[
                "",
                "law",
                "figure",
                "fitted",
                "process by process",
                "as built",
            ],
            rows,
        ),
        style,
    )
}

/// What was measured, and what the fitted law says.
pub(crate) fn speedups(scaled: &[Scaled], style: Style) -> String {
    let rows = scaled.iter().flat_map(|scaled| {
        scaled.points.iter().enumerate().map(|(index, point)| {
            let Interval { low, median, high } = point.speedup;
            let law = scaled
                .curve
                .map(|curve| ratio(curve.speedup(f64::from(point.workers))));
            row([
                if index == 0 { &scaled.scaling.name } else { "" },
                &point.workers.to_string(),
                &format!("{} ({}–{})", ratio(median), ratio(low), ratio(high)),
                &efficiency(point),
                &law.unwrap_or_default(),
            ])
        })
    });
    table::show(
        table::table(
            &["", "workers", "speed-up", "efficiency", "by the law"],
            rows,
        ),
        style,
    )
}

/// `ID-serial` and so on for each figure of a law, with `-processes` its range over the processes; `ID-off`, how far the farthest point is off the curve, in
/// per cent; and for each run `CANDIDATE-speedup` and `CANDIDATE-efficiency`.
pub(crate) fn figures(scaled: &[Scaled]) -> Vec<(String, Option<String>)> {
    let mut all = Vec::new();
    for scaled in scaled {
        let id = &scaled.scaling.id;
        for figure in scaled.curve.iter().flat_map(|curve| curve.figures()) {
            let name = format!("{id}-{}", figure.id);
            all.push((
                format!("{name}-processes"),
                Some(by_process(scaled, &figure)),
            ));
            all.push((name, Some(ratio(figure.value))));
        }
        let off = scaled.farthest();
        all.push((
            format!("{id}-off"),
            off.map(|off| format!("{} %", ratio(100.0 * off))),
        ));
        for run in &scaled.scaling.runs {
            let point = scaled
                .points
                .iter()
                .find(|point| point.workers == run.workers);
            all.push((
                format!("{}-speedup", run.candidate),
                point.map(|point| ratio(point.speedup.median)),
            ));
            all.push((
                format!("{}-efficiency", run.candidate),
                point.map(efficiency),
            ));
        }
    }
    all
}

fn row<const N: usize>(cells: [&str; N]) -> [String; N] {
    cells.map(str::to_owned)
}

/// The speed-up divided by the workers.
fn efficiency(point: &Point) -> String {
    let share = point.speedup.median / f64::from(point.workers);
    format!("{:.0} %", 100.0 * share)
}

fn by_process(scaled: &Scaled, figure: &Figure) -> String {
    let values = || {
        scaled
            .by_process
            .iter()
            .flat_map(|curve| curve.figures())
            .filter(|other| other.id == figure.id)
            .map(|other| other.value)
    };
    match (
        values().min_by(f64::total_cmp),
        values().max_by(f64::total_cmp),
    ) {
        (Some(low), Some(high)) => format!("{}–{}", ratio(low), ratio(high)),
        _ => String::new(),
    }
}

fn built(scaled: &Scaled, figure: &Figure) -> String {
    let figures = scaled.scaling.built.map(super::Curve::figures);
    figures
        .iter()
        .flatten()
        .find(|built| built.id == figure.id)
        .map(|built| ratio(built.value))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::scaling::tests::record;

    #[test]
    fn the_tables_say_what_was_fitted() {
        let record = record();
        let scaled = Scaled::all(&record, &Analysis::of(&record));
        let fits = fits(&scaled, Style::Page);
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = squeezed(&fits);
        assert!(
            fits.contains("| Amdahl's | serial share | 0.10 | 0.10–0.10 | 0.10 |"),
            "{fits}"
        );
        assert!(fits.contains("| absent | not measured |"), "{fits}");
        let speedups = squeezed(&speedups(&scaled, Style::Page));
        assert!(
            speedups.contains("| 4 | 3.1 (3.1–3.1) | 77 % | 3.1"),
            "{speedups}"
        );
        let figures = figures(&scaled);
        let figure = |name: &str| {
            figures
                .iter()
                .find(|(known, _)| known == name)
                .unwrap_or_else(|| panic!("no {name}"))
                .1
                .as_deref()
        };
        assert_eq!(figure("job-serial"), Some("0.10"));
        assert_eq!(figure("job-serial-processes"), Some("0.10–0.10"));
        assert_eq!(figure("job-4-speedup"), Some("3.1"));
        assert_eq!(figure("job-4-efficiency"), Some("77 %"));
        assert_eq!(figure("absent-2-speedup"), None);
    }
}
