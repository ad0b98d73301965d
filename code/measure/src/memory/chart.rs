//! The chart of memory: a mark where all that one takes is, a thin line on to the addresses that it reserves.

use svg::Document;
use svg::node::element::{Description, Group, Title};

use super::{Memory, Point};
use crate::format::bytes;
use crate::record::Kind;
use crate::shapes::{class, mark, stroke, text};

const WIDTH: f64 = 760.0;
const LABELS: f64 = 300.0;
const VALUES: f64 = 76.0;
const ROW: f64 = 22.0;
const TOP: f64 = 46.0;

/// One thing, and where it stands.
struct Row<'a> {
    name: &'a str,
    group: &'a str,
    kind: Kind,
    whole: f64,
    reserved: f64,
}

/// Sixteen times as much from line to line: powers of ten would be odd numbers of bytes.
struct Scale {
    last: i32,
}

impl Scale {
    fn around(rows: &[Row]) -> Self {
        let most = rows
            .iter()
            .fold(2.0, |most: f64, row| most.max(row.whole).max(row.reserved));
        Scale {
            last: (most.log2() / 4.0).ceil() as i32,
        }
    }

    fn x(&self, bytes: f64) -> f64 {
        let share = bytes.max(1.0).log2() / (4.0 * f64::from(self.last));
        ((LABELS + share * (WIDTH - LABELS - VALUES)) * 10.0).round() / 10.0
    }
}

/// Draws what is listed and was measured.
pub(crate) fn draw(title: &str, memories: &[Memory], seed: u64) -> String {
    let rows: Vec<Row> = memories
        .iter()
        .filter_map(|memory| {
            let listed = memory.listed.as_ref()?;
            let reserved = |point: &Point| point.reserved_bytes;
            Some(Row {
                name: &memory.name,
                group: &listed.group,
                kind: listed.kind,
                whole: memory.whole(seed)?.median,
                reserved: memory.of_one(reserved, seed)?.median,
            })
        })
        .collect();
    let scale = Scale::around(&rows);
    let mut body = Group::new();
    let mut y = TOP;
    for group in rows.chunk_by(|one, next| one.group == next.group) {
        y += ROW;
        let heading = text(0.0, y - 6.0, "group", "start", group[0].group);
        body = body.add(heading.set("font-weight", "bold"));
        for row in group {
            y += ROW;
            body = body.add(draw_row(row, &scale, y - 11.0));
        }
    }
    let height = y + 12.0;
    let said: Vec<String> = rows
        .iter()
        .map(|row| format!("{}: {}", row.name, bytes(row.whole)))
        .collect();
    let said = format!(
        "What one takes in all, on a logarithmic axis. {}.",
        said.join("; ")
    );
    let document = Document::new()
        .set("class", "chart")
        .set("role", "img")
        .set("viewBox", (0, 0, WIDTH as i32, height as i32))
        .set("width", "100%")
        .set("font-size", 13)
        .set("font-family", "sans-serif")
        .set("fill", "currentColor")
        .add(Title::new(format!("{title}: memory of one")))
        .add(Description::new().add(svg::node::Text::new(said)))
        .add(legend())
        .add(axis(&scale, height))
        .add(body);
    format!("{document}\n")
}

fn draw_row(row: &Row, scale: &Scale, y: f64) -> Group {
    let (from, to) = (scale.x(row.whole), scale.x(row.reserved));
    let mut drawn = Group::new().set("class", class(row.kind)).add(text(
        LABELS - 12.0,
        y + 4.0,
        "label",
        "end",
        row.name,
    ));
    if to > from {
        drawn = drawn.add(reserving(from, to, y));
    }
    let value = match row.whole {
        ..1.0 => "none seen".into(),
        whole => bytes(whole),
    };
    let value = text(WIDTH, y + 4.0, "value", "end", &value);
    drawn.add(mark(row.kind, from, y)).add(value)
}

fn reserving(from: f64, to: f64, y: f64) -> Group {
    let line = stroke((from, y), (to, y), "interval").set("stroke-width", 1.0);
    let end = stroke((to, y - 5.0), (to, y + 5.0), "best").set("stroke-width", 1.0);
    Group::new().add(line).add(end)
}

fn axis(scale: &Scale, height: f64) -> Group {
    let mut axis = Group::new().set("class", "axis");
    for power in 0..=scale.last {
        let bytes_there = 16f64.powi(power);
        let x = scale.x(bytes_there);
        let line = stroke((x, TOP - 4.0), (x, height - 8.0), "grid");
        let line = line.set("stroke-width", 1).set("stroke-opacity", 0.25);
        let name = bytes(bytes_there).replace(".00", "").replace(".0", "");
        axis = axis
            .add(line)
            .add(text(x, TOP - 10.0, "axis", "middle", &name));
    }
    axis
}

fn legend() -> Group {
    let kinds = [
        (Kind::Floor, "floor", 8.0),
        (Kind::Ours, "Rust", 70.0),
        (Kind::Peer, "Python", 130.0),
    ];
    let mut legend = Group::new().set("class", "legend");
    for (kind, name, x) in kinds {
        let entry = Group::new().set("class", class(kind));
        let name = text(x + 11.0, 16.0, "label", "start", name);
        legend = legend.add(entry.add(mark(kind, x, 12.0)).add(name));
    }
    let about = "from what it takes to the addresses it reserves";
    legend
        .add(reserving(230.0, 260.0, 12.0))
        .add(text(268.0, 16.0, "label", "start", about))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::view::tests::memory;

    #[test]
    fn the_chart_can_stand_in_markdown() {
        let mut memories = [memory("small", 1000, 0), memory("stale", 10, 0)];
        memories[1].listed = None;
        let chart = draw("Demo", &memories, 1);
        assert!(chart.starts_with("<svg ") && chart.ends_with("</svg>\n"));
        assert!(chart.lines().all(|line| !line.trim().is_empty()));
        assert!(chart.contains("one &lt;small&gt;") && !chart.contains("stale"));
        assert!(draw("Demo", &[], 1).contains("Demo"));
    }
}
