//! The marks a figure is made of, and the legend that explains them.

use svg::node::element::{Group, Line, Path, Text};

/// What the marks mean, from `left` on.
pub fn legend(cores: &[usize], left: f64) -> Group {
    let mut group = Group::new().set("class", "legend").set("font-size", 11);
    let mut x = left;
    let mut entry =
        |mut group: Group, mark: Vec<Box<dyn svg::node::Node>>, label: &str, advance: f64| {
            let mark = mark.into_iter().fold(
                Group::new().set("transform", format!("translate({x} 3)")),
                Group::add,
            );
            group = group.add(mark).add(text(label, "label", x + 27.0, 14.0));
            x += advance;
            group
        };
    for (place, core) in cores.iter().enumerate() {
        let mark: Vec<Box<dyn svg::node::Node>> = vec![
            run_path(place, "M0 0h22v15h-22z".to_owned()).into(),
            core_number(place, &core.to_string(), 11.0, 7.5).into(),
        ];
        group = entry(group, mark, &format!("running on core {core}"), 143.0);
    }
    group = entry(
        group,
        vec![ready_path("M0 5h22v5h-22z".to_owned()).into()],
        "ready, not running",
        143.0,
    );
    entry(
        group,
        vec![wait_path("M0 7.5H22".to_owned()).into()],
        "waiting (asleep)",
        0.0,
    )
}

/// Blocks of running, on the core at this place in the list.
pub fn run_path(place: usize, data: String) -> Path {
    let colour = if place == 0 { "#2b66ad" } else { "#eda63a" };
    Path::new()
        .set("class", format!("run core{place}"))
        .set("d", data)
        .set("fill", colour)
}

/// The number of a core, in the middle of a block.
pub fn core_number(place: usize, number: &str, x: f64, middle: f64) -> Text {
    text(
        number,
        &format!("label number core{place}"),
        x,
        middle + 3.7,
    )
    .set("text-anchor", "middle")
    .set("font-size", 10)
    .set("fill", if place == 0 { "#fff" } else { "#000" })
}

/// Thin hollow bars.
pub fn ready_path(data: String) -> Path {
    Path::new()
        .set("class", "ready")
        .set("d", data)
        .set("fill", "none")
        .set("stroke", "currentColor")
        .set("stroke-opacity", 0.6)
}

/// Dotted lines.
pub fn wait_path(data: String) -> Path {
    Path::new()
        .set("class", "wait")
        .set("d", data)
        .set("fill", "none")
        .set("stroke", "currentColor")
        .set("stroke-dasharray", "1.5 3")
        .set("stroke-width", 1.5)
}

/// A straight line from one point to another.
pub fn line(class: &str, from: (f64, f64), to: (f64, f64)) -> Line {
    Line::new()
        .set("class", class)
        .set("x1", round(from.0))
        .set("y1", round(from.1))
        .set("x2", round(to.0))
        .set("y2", round(to.1))
        .set("stroke", "currentColor")
}

/// Text that starts at a point.
pub fn text(content: &str, class: &str, x: f64, y: f64) -> Text {
    Text::new(content)
        .set("class", class)
        .set("x", round(x))
        .set("y", round(y))
}

/// A tenth of a pixel is as fine as it needs to be.
pub fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
