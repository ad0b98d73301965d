//! The chart: one row for each candidate on a logarithmic axis, a mark at the median, a line over the interval, a tick at the best.
//!
//! Floors, candidates and peers differ in shape, so that the chart reads without colour. Colours are the theme's: every mark has a
//! class, and falls back to the colour of the text. No blank line is in it, so it can stand in the middle of Markdown.

use svg::Document;
use svg::node::element::{Description, Group, Title};

use crate::analysis::{Analysis, Row};
use crate::format::duration;
use crate::record::Record;
use crate::shapes::{class, legend, mark, stroke, text};

const WIDTH: f64 = 760.0;
const LABELS: f64 = 300.0;
const VALUES: f64 = 70.0;
const ROW: f64 = 22.0;
const TOP: f64 = 46.0;

/// Where a time stands on the axis.
struct Scale {
    first: i32,
    last: i32,
}

impl Scale {
    /// Whole powers of ten around everything that is drawn.
    fn around(rows: &[&Row]) -> Self {
        let values = || {
            rows.iter().flat_map(|row| {
                row.time
                    .into_iter()
                    .flat_map(|t| [t.low, t.high])
                    .chain(row.minimum)
            })
        };
        let least = values().min_by(f64::total_cmp).unwrap_or(1.0).max(0.001);
        let most = values().fold(least, f64::max);
        let first = least.log10().floor() as i32;
        Scale {
            first,
            last: (most.log10().ceil() as i32).max(first + 1),
        }
    }

    fn x(&self, ns: f64) -> f64 {
        let share =
            (ns.max(0.001).log10() - f64::from(self.first)) / f64::from(self.last - self.first);
        round(LABELS + share * (WIDTH - LABELS - VALUES))
    }
}

/// Draws the candidates of a record that were measured.
pub fn draw(record: &Record, analysis: &Analysis) -> String {
    draw_groups(&record.title, analysis.groups())
}

/// Draws the rows that were measured, each under the name of its group.
pub(crate) fn draw_groups<'row>(
    title: &str,
    groups: Vec<(&'row str, Vec<&'row Row<'row>>)>,
) -> String {
    let groups: Vec<(&str, Vec<&Row>)> = groups
        .into_iter()
        .map(|(name, rows)| {
            (
                name,
                rows.into_iter()
                    .filter(|row| row.time.is_some())
                    .collect::<Vec<_>>(),
            )
        })
        .filter(|(_, rows)| !rows.is_empty())
        .collect();
    let rows: Vec<&Row> = groups
        .iter()
        .flat_map(|(_, rows)| rows.iter().copied())
        .collect();
    let scale = Scale::around(&rows);
    let height = TOP + ROW * (rows.len() + groups.len()) as f64 + 12.0;

    let mut body = Group::new();
    let mut y = TOP;
    for (name, rows) in &groups {
        y += ROW;
        body = body.add(text(0.0, y - 6.0, "group", "start", name).set("font-weight", "bold"));
        for row in rows {
            y += ROW;
            body = body.add(draw_row(row, &scale, y - 11.0));
        }
    }
    let document = Document::new()
        .set("class", "chart")
        .set("role", "img")
        .set("viewBox", (0, 0, WIDTH as i32, height as i32))
        .set("width", "100%")
        .set("font-size", 13)
        .set("font-family", "sans-serif")
        .set("fill", "currentColor")
        .add(Title::new(format!(
            "{title}: medians with their 95 % intervals"
        )))
        .add(Description::new().add(svg::node::Text::new(describe(&rows))))
        .add(legend())
        .add(axis(&scale, height))
        .add(body);
    format!("{document}\n")
}

fn draw_row(row: &Row, scale: &Scale, y: f64) -> Group {
    let (Some(time), Some(minimum)) = (row.time, row.minimum) else {
        return Group::new();
    };
    let (low, high) = (scale.x(time.low), scale.x(time.high));
    let name = class(row.definition.kind);
    let line = |from: (f64, f64), to: (f64, f64), class: &str, width: f64| {
        stroke(from, to, class).set("stroke-width", width)
    };
    Group::new()
        .set("class", name)
        .add(text(
            LABELS - 12.0,
            y + 4.0,
            "label",
            "end",
            &row.definition.name,
        ))
        .add(line((low, y), (high, y), "interval", 3.0))
        .add(line(
            (scale.x(minimum), y - 6.0),
            (scale.x(minimum), y + 6.0),
            "best",
            1.0,
        ))
        .add(mark(row.definition.kind, scale.x(time.median), y))
        .add(text(WIDTH, y + 4.0, "value", "end", &duration(time.median)))
}

/// A line at every power of ten; names where there is room for them.
fn axis(scale: &Scale, height: f64) -> Group {
    let step = if scale.last - scale.first > 5 { 3 } else { 1 };
    let mut axis = Group::new().set("class", "axis");
    for power in scale.first..=scale.last {
        let x = scale.x(10f64.powi(power));
        let named = power.rem_euclid(step) == 0;
        let line = stroke((x, TOP - 4.0), (x, height - 8.0), "grid")
            .set("stroke-width", 1)
            .set("stroke-opacity", if named { 0.35 } else { 0.12 });
        axis = axis.add(line);
        if named {
            axis = axis.add(text(x, TOP - 10.0, "axis", "middle", &power_of_ten(power)));
        }
    }
    axis
}

/// A power of ten, in nanoseconds, as the axis names it: `1 µs`, `0.001 ns`.
fn power_of_ten(power: i32) -> String {
    let name = duration(10f64.powi(power));
    match name.split_once(' ') {
        Some((number, unit)) if number.contains('.') => {
            let number = number.trim_end_matches('0').trim_end_matches('.');
            format!("{number} {unit}")
        }
        _ => name,
    }
}

/// The chart in words, for who cannot see it.
fn describe(rows: &[&Row]) -> String {
    let rows = rows.iter().filter_map(|row| {
        Some(format!(
            "{}: {}",
            row.definition.name,
            duration(row.time?.median)
        ))
    });
    format!(
        "Median times on a logarithmic axis. {}.",
        rows.collect::<Vec<_>>().join("; ")
    )
}

/// A tenth of a pixel is enough, and keeps the file small and its changes readable.
fn round(pixels: f64) -> f64 {
    (pixels * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn the_chart_can_stand_in_markdown() {
        let mut record = fixture::record(&[
            ("a<b", &[14_200; 4]),
            ("absent", &[]),
            ("fork", &[7_100; 4]),
        ]);
        record.candidates[1].not_measured = Some("reason".into());
        let chart = draw(&record, &Analysis::of(&record));
        assert!(chart.starts_with("<svg ") && chart.ends_with("</svg>\n"));
        assert!(chart.lines().all(|line| !line.trim().is_empty()));
        assert!(chart.contains("The a&lt;b one") && !chart.contains("absent"));
        assert!(chart.contains("class=\"mark floor\"") && chart.contains("class=\"mark ours\""));
        assert_eq!(chart, draw(&record, &Analysis::of(&record)));
    }

    #[test]
    fn the_axis_names_powers_of_ten() {
        for (power, name) in [
            (-3, "0.001 ns"),
            (0, "1 ns"),
            (1, "10 ns"),
            (2, "100 ns"),
            (3, "1 µs"),
        ] {
            assert_eq!(power_of_ten(power), name);
        }
    }

    #[test]
    fn the_axis_covers_what_is_drawn() {
        let record = fixture::record(&[("slow", &[50_000_000; 4]), ("fast", &[3; 4])]);
        let analysis = Analysis::of(&record);
        let scale = Scale::around(&analysis.rows.iter().collect::<Vec<_>>());
        assert_eq!((scale.first, scale.last), (0, 8));
        assert!(scale.x(3.0) > LABELS && scale.x(50e6) < WIDTH - VALUES);
        // One value alone, and none at all, still have an axis.
        assert!(Scale::around(&[]).x(1.0).is_finite());
    }
}
