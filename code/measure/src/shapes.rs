//! What the chart is drawn with.

use svg::Node;
use svg::node::element::{Circle, Group, Line, Path, Rectangle, Text};

use crate::record::Kind;

/// Half the width of a mark.
const SIZE: f64 = 5.0;

/// A hollow diamond for floors, a full disc for what the chapter is about, a hollow square for Python.
pub(crate) fn mark(kind: Kind, x: f64, y: f64) -> Box<dyn Node> {
    let hollow = "var(--chart-ground, transparent)";
    match kind {
        Kind::Floor => Box::new(
            Path::new()
                .set("class", "mark floor")
                .set(
                    "d",
                    format!(
                        "M{} {y}L{x} {}L{} {y}L{x} {}Z",
                        x - SIZE - 1.0,
                        y - SIZE - 1.0,
                        x + SIZE + 1.0,
                        y + SIZE + 1.0
                    ),
                )
                .set("fill", hollow)
                .set("stroke", "currentColor")
                .set("stroke-width", 1.5),
        ),
        Kind::Ours => Box::new(
            Circle::new()
                .set("class", "mark ours")
                .set("cx", x)
                .set("cy", y)
                .set("r", SIZE)
                .set("fill", "currentColor"),
        ),
        Kind::Peer => Box::new(
            Rectangle::new()
                .set("class", "mark peer")
                .set("x", x - SIZE + 0.5)
                .set("y", y - SIZE + 0.5)
                .set("width", 2.0 * SIZE - 1.0)
                .set("height", 2.0 * SIZE - 1.0)
                .set("fill", hollow)
                .set("stroke", "currentColor")
                .set("stroke-width", 1.5),
        ),
    }
}

pub(crate) fn legend() -> Group {
    let kinds = [
        (Kind::Floor, "floor"),
        (Kind::Ours, "Rust"),
        (Kind::Peer, "Python"),
    ];
    let mut legend = Group::new().set("class", "legend");
    for ((kind, name), x) in kinds.into_iter().zip([8.0, 70.0, 130.0]) {
        let entry = Group::new().set("class", class(kind));
        legend = legend.add(entry.add(mark(kind, x, 12.0)).add(text(
            x + 11.0,
            16.0,
            "label",
            "start",
            name,
        )));
    }
    let (from, to) = (230.0, 246.0);
    legend
        .add(stroke((from, 12.0), (to, 12.0), "interval").set("stroke-width", 3.0))
        .add(text(
            to + 8.0,
            16.0,
            "label",
            "start",
            "95 % interval of the median",
        ))
        .add(stroke((446.0, 6.0), (446.0, 18.0), "best").set("stroke-width", 1.0))
        .add(text(454.0, 16.0, "label", "start", "best sample"))
}

pub(crate) fn text(x: f64, y: f64, class: &str, anchor: &str, content: &str) -> Text {
    Text::new(content)
        .set("class", class)
        .set("x", x)
        .set("y", y)
        .set("text-anchor", anchor)
}

pub(crate) fn stroke((x1, y1): (f64, f64), (x2, y2): (f64, f64), class: &str) -> Line {
    Line::new()
        .set("class", class)
        .set("x1", x1)
        .set("y1", y1)
        .set("x2", x2)
        .set("y2", y2)
        .set("stroke", "currentColor")
}

pub(crate) fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Floor => "floor",
        Kind::Ours => "ours",
        Kind::Peer => "peer",
    }
}
