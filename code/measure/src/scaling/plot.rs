//! The plot: speed-up against workers, a mark with its interval for each run and a line for the fitted law.
//!
//! Both axes double from line to line, so that "as many times as workers" is a straight line and a loss is as visible among few
//! workers as among many. One panel stands below the other. As in the chart, colours are the theme's, lines differ in their
//! dashes as well, and no blank line is in it.

use std::collections::BTreeSet;

use svg::Document;
use svg::node::element::{Circle, Description, Group, Polyline, Title};

use super::Scaled;
use crate::format::ratio;
use crate::shapes::{stroke, text};

const WIDTH: f64 = 760.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 500.0;
/// Height of a doubling.
const DOUBLING: f64 = 44.0;
const HEADER: f64 = 34.0;
const FOOTER: f64 = 52.0;
/// Least distance between two labels.
const LABEL: f64 = 17.0;
/// As in the theme, for readers without it.
const DASHES: [&str; 6] = ["none", "7 3", "2 3", "10 3 2 3", "4 4", "1 3"];

/// The ends of the axes, as powers of two.
struct Axes {
    last_workers: f64,
    least: f64,
    most: f64,
    top: f64,
}

impl Axes {
    fn around(scaled: &[&Scaled], top: f64) -> Self {
        let mut axes = Axes {
            last_workers: 1.0,
            least: 0.0,
            most: 1.0,
            top,
        };
        for (scaled, point) in scaled
            .iter()
            .flat_map(|scaled| scaled.points.iter().map(move |point| (scaled, point)))
        {
            let workers = f64::from(point.workers);
            axes.last_workers = axes.last_workers.max(workers.log2());
            let curve = scaled.curve.map(|curve| curve.speedup(workers));
            for speedup in [point.speedup.low, point.speedup.high]
                .into_iter()
                .chain(curve)
            {
                axes.least = axes.least.min(speedup.log2().floor());
                axes.most = axes.most.max(speedup.log2().ceil());
            }
        }
        axes
    }

    fn x(&self, workers: f64) -> f64 {
        round(LEFT + workers.log2() / self.last_workers * (RIGHT - LEFT))
    }

    fn y(&self, speedup: f64) -> f64 {
        round(self.top + (self.most - speedup.log2()) * DOUBLING)
    }

    fn bottom(&self) -> f64 {
        self.y(self.least.exp2())
    }
}

/// Draws all scalings that were measured, panel by panel.
pub(crate) fn draw(title: &str, scaled: &[Scaled]) -> String {
    let measured: Vec<&Scaled> = scaled
        .iter()
        .filter(|scaled| scaled.points.len() > 1)
        .collect();
    let mut names: Vec<&str> = Vec::new();
    for scaled in &measured {
        if !names.contains(&scaled.scaling.panel.as_str()) {
            names.push(&scaled.scaling.panel);
        }
    }
    let mut body = Group::new();
    let mut top = 0.0;
    for name in names {
        let panel: Vec<&Scaled> = measured
            .iter()
            .filter(|scaled| scaled.scaling.panel == name)
            .copied()
            .collect();
        let axes = Axes::around(&panel, top + HEADER);
        body = body
            .add(text(0.0, top + 16.0, "group", "start", name).set("font-weight", "bold"))
            .add(grid(&axes, &panel));
        let mut labels: Vec<(f64, Group, &str)> = Vec::new();
        for (series, scaled) in panel.iter().enumerate() {
            body = body.add(draw_one(scaled, series, &axes));
            let last = scaled.points.last().map_or(1.0, |p| p.speedup.median);
            let x = RIGHT + 20.0;
            labels.push((
                axes.y(last),
                Group::new()
                    .set("class", format!("s{series}"))
                    .add(mark(x, 0.0)),
                &scaled.scaling.name,
            ));
        }
        body = body.add(draw_labels(labels));
        top = axes.bottom() + FOOTER;
    }
    let document = Document::new()
        .set("class", "chart")
        .set("role", "img")
        .set("viewBox", (0, 0, WIDTH as i32, top.max(1.0) as i32))
        .set("width", "100%")
        .set("font-size", 13)
        .set("font-family", "sans-serif")
        .set("fill", "currentColor")
        .add(Title::new(format!("{title}: speed-up against workers")))
        .add(Description::new().add(svg::node::Text::new(describe(&measured))))
        .add(body);
    format!("{document}\n")
}

/// The curve, then the marks, so that these lie on top.
fn draw_one(scaled: &Scaled, series: usize, axes: &Axes) -> Group {
    let mut group = Group::new().set("class", format!("s{series}"));
    if let Some(curve) = scaled.curve {
        const STEPS: u32 = 60;
        let points: Vec<String> = (0..=STEPS)
            .map(|step| {
                let workers = (axes_last(scaled) * f64::from(step) / f64::from(STEPS)).exp2();
                format!("{},{}", axes.x(workers), axes.y(curve.speedup(workers)))
            })
            .collect();
        group = group.add(
            Polyline::new()
                .set("class", "law")
                .set("points", points.join(" "))
                .set("fill", "none")
                .set("stroke", "currentColor")
                .set("stroke-width", 1.5)
                .set("stroke-dasharray", DASHES[series % DASHES.len()]),
        );
    }
    for point in &scaled.points {
        let x = axes.x(f64::from(point.workers));
        group = group
            .add(
                stroke(
                    (x, axes.y(point.speedup.low)),
                    (x, axes.y(point.speedup.high)),
                    "spread",
                )
                .set("stroke-width", 1.5),
            )
            .add(mark(x, axes.y(point.speedup.median)));
    }
    group
}

fn axes_last(scaled: &Scaled) -> f64 {
    scaled
        .points
        .last()
        .map_or(0.0, |point| f64::from(point.workers).log2())
}

fn mark(x: f64, y: f64) -> Circle {
    Circle::new()
        .set("class", "mark")
        .set("cx", x)
        .set("cy", y)
        .set("r", 4)
        .set("fill", "currentColor")
}

/// Names at the right, each as near to the end of its line as the others let it be.
fn draw_labels(mut labels: Vec<(f64, Group, &str)>) -> Group {
    labels.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut group = Group::new().set("class", "legend");
    let mut free = f64::MIN;
    for (wanted, mark, name) in labels {
        let y = wanted.max(free);
        free = y + LABEL;
        group = group
            .add(mark.set("transform", format!("translate(0 {})", round(y))))
            .add(text(RIGHT + 30.0, round(y + 4.0), "label", "start", name));
    }
    group
}

/// A line for each doubling, and the line of as many times as workers.
fn grid(axes: &Axes, panel: &[&Scaled]) -> Group {
    let mut group = Group::new().set("class", "axis");
    let workers: BTreeSet<u32> = panel
        .iter()
        .flat_map(|scaled| scaled.points.iter().map(|point| point.workers))
        .collect();
    for workers in workers {
        let x = axes.x(f64::from(workers));
        group = group
            .add(grid_line((x, axes.y(axes.most.exp2())), (x, axes.bottom())))
            .add(text(
                x,
                axes.bottom() + 17.0,
                "axis",
                "middle",
                &workers.to_string(),
            ));
    }
    for power in axes.least as i32..=axes.most as i32 {
        let speedup = f64::from(power).exp2();
        let y = axes.y(speedup);
        let name = if power < 0 {
            format!("1/{}", 1 << -power)
        } else {
            format!("{speedup}")
        };
        group = group.add(grid_line((LEFT, y), (RIGHT, y))).add(text(
            LEFT - 8.0,
            y + 4.0,
            "axis",
            "end",
            &name,
        ));
    }
    let end = axes.most.min(axes.last_workers).exp2();
    group
        .add(
            stroke(
                (axes.x(1.0), axes.y(1.0)),
                (axes.x(end), axes.y(end)),
                "ideal",
            )
            .set("stroke-width", 1)
            .set("stroke-opacity", 0.5),
        )
        .add(text(
            f64::midpoint(LEFT, RIGHT),
            axes.bottom() + 34.0,
            "axis",
            "middle",
            "workers (the speed-up of one is 1; the straight line is as many times as workers)",
        ))
}

fn grid_line(from: (f64, f64), to: (f64, f64)) -> svg::node::element::Line {
    stroke(from, to, "grid")
        .set("stroke-width", 1)
        .set("stroke-opacity", 0.2)
}

/// The plot in words, for who cannot see it.
fn describe(scaled: &[&Scaled]) -> String {
    let all = scaled.iter().map(|scaled| {
        let points = scaled
            .points
            .iter()
            .map(|point| format!("{} with {}", ratio(point.speedup.median), point.workers));
        format!(
            "{}: {}",
            scaled.scaling.name,
            points.collect::<Vec<_>>().join(", ")
        )
    });
    format!(
        "Speed-up against workers, both doubling from line to line. {}.",
        all.collect::<Vec<_>>().join("; ")
    )
}

/// A tenth of a pixel is enough, and keeps the file small and its changes readable.
fn round(pixels: f64) -> f64 {
    (pixels * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::scaling::tests::record;

    #[test]
    fn the_plot_can_stand_in_markdown() {
        let record = record();
        let scaled = Scaled::all(&record, &Analysis::of(&record));
        let plot = draw("Demo", &scaled);
        assert!(plot.starts_with("<svg ") && plot.ends_with("</svg>\n"));
        assert!(plot.lines().all(|line| !line.trim().is_empty()));
        assert!(plot.contains("the &lt;job&gt;") && !plot.contains("absent"));
        assert!(!plot.contains("NaN") && !plot.contains("inf"));
        // Three marks and one in the legend.
        assert_eq!(plot.matches("<circle").count(), 4);
        assert_eq!(plot.matches("<polyline").count(), 1);
        assert_eq!(plot, draw("Demo", &scaled));
        assert!(draw("Nothing", &[]).contains("</svg>"));
    }

    #[test]
    fn labels_do_not_lie_on_each_other() {
        let labels = ["a", "b", "c"].map(|name| (50.0, Group::new(), name));
        let drawn = draw_labels(labels.into()).to_string();
        for y in ["54", "71", "88"] {
            assert!(drawn.contains(&format!("y=\"{y}\"")), "{drawn}");
        }
    }
}
