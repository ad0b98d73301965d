//! What is shown of listed candidates: what one takes and in which kinds of memory, four views of one, what N take in all.

use super::{Memory, Point, RUNGS};
use crate::format::{bytes, count, ratio};
use crate::statistics::{Interval, median};
use crate::table::{Style, bytes_between, compared, heading, show, table};

/// One of the kinds of memory, or a sum of several.
pub(crate) type Figure = fn(&Point) -> i64;

const STACKS: Figure = |point| point.kernel_stack_bytes;
const OBJECTS: Figure = |point| point.slab_bytes;

impl Memory {
    /// What one takes of a kind of memory; `None` if that is lost in the noise, when the interval has both signs.
    pub(crate) fn seen(&self, figure: Figure, seed: u64) -> Option<Interval> {
        self.of_one(figure, seed)
            .filter(|one| one.low > 0.0 && one.median >= 1.0)
    }

    /// What one takes in all: what the kernel counts for a process and, where it is above the noise, what it counts for the machine.
    pub(crate) fn whole(&self, seed: u64) -> Option<Interval> {
        let figure: Figure = match (self.seen(STACKS, seed), self.seen(OBJECTS, seed)) {
            (None, None) => Point::own,
            (Some(_), None) => |point| point.own() + point.kernel_stack_bytes,
            (None, Some(_)) => |point| point.own() + point.slab_bytes,
            (Some(_), Some(_)) => |point| point.own() + point.kernel_stack_bytes + point.slab_bytes,
        };
        self.of_one(figure, seed)
    }

    /// What so many take above none: pages and page tables as found, and of the kernel's so many times what one takes.
    pub(crate) fn taken_by(&self, count: u32, seed: u64) -> Option<f64> {
        let found = |count: u32| {
            let points = self.ladder.iter().chain(&self.points);
            let mut bytes: Vec<f64> = points
                .filter(|point| point.count == count)
                .map(|point| point.own() as f64)
                .collect();
            median(&mut bytes)
        };
        let one = |figure: Figure| self.seen(figure, seed).map_or(0.0, |one| one.median);
        let kernel = one(STACKS) + one(OBJECTS);
        Some((found(count)? - found(0)? + f64::from(count) * kernel).max(0.0))
    }

    fn group(&self) -> &str {
        self.listed.as_ref().map_or("", |listed| &listed.group)
    }
}

/// What one takes in terms of what one of another does: the slopes are of different processes, so the ends of their intervals
/// are divided crosswise.
pub(crate) fn ratio_of(numerator: &Memory, denominator: &Memory, seed: u64) -> Option<Interval> {
    let of_one = |memory: &Memory| match &memory.listed {
        Some(_) => memory.whole(seed),
        None => memory.of_one(Point::own, seed),
    };
    let (numerator, denominator) = (of_one(numerator)?, of_one(denominator)?);
    // A slope of nothing may come out below it.
    let ratio = |above: f64, below: f64| above.max(0.0) / below;
    (denominator.low > 0.0).then(|| Interval {
        low: ratio(numerator.low, denominator.high),
        median: ratio(numerator.median, denominator.median),
        high: ratio(numerator.high, denominator.low),
    })
}

/// All tables of the listed ones.
pub(crate) fn tables(memories: &[Memory], seed: u64, style: Style) -> String {
    let listed: Vec<&Memory> = memories
        .iter()
        .filter(|memory| memory.listed.is_some())
        .collect();
    let mut out = String::new();
    for group in listed.chunk_by(|one, next| one.group() == next.group()) {
        let unit = group[0].listed.as_ref().map_or("", |first| &first.unit);
        out += &heading(style, group[0].group(), &format!("what {unit} takes."));
        out += &of_one(group, memories, seed, style);
        out.push('\n');
    }
    out += &heading(
        style,
        "Four views",
        "the pages of one, counted in four ways.",
    );
    out += &views(&listed, seed, style);
    out.push('\n');
    out += &heading(
        style,
        "Many",
        "what so many take in all, above a process that holds none.",
    );
    out += &ladders(&listed, seed, style);
    out
}

fn of_one(rows: &[&Memory], all: &[Memory], seed: u64, style: Style) -> String {
    let header = [
        "",
        "private",
        "page tables",
        "kernel stack",
        "kernel objects",
        "in all",
        "over its floor",
        "beside Python",
    ];
    let rows = rows.iter().map(|memory| {
        let figure = |of: Figure| {
            memory
                .seen(of, seed)
                .map_or("none seen".into(), bytes_between)
        };
        let against = |id: Option<&String>| {
            let other = all.iter().find(|other| Some(&other.id) == id)?;
            let ratio = ratio_of(memory, other, seed)?;
            if ratio.median < 0.001 {
                return Some(format!("nothing of {}", other.name));
            }
            Some(compared(ratio, &other.name))
        };
        let listed = memory.listed.as_ref();
        [
            memory.name.clone(),
            figure(|point| point.private_bytes),
            figure(|point| point.page_table_bytes),
            figure(|point| point.kernel_stack_bytes),
            figure(|point| point.slab_bytes),
            match memory.whole(seed) {
                Some(one) if one.median < 1.0 => "none seen".into(),
                Some(one) => bytes_between(one),
                None => "not measured".into(),
            },
            against(listed.and_then(|listed| listed.floor.as_ref())).unwrap_or_default(),
            against(listed.and_then(|listed| listed.peer.as_ref())).unwrap_or_default(),
        ]
    });
    show(table(&header, rows), style)
}

fn views(memories: &[&Memory], seed: u64, style: Style) -> String {
    let rows = memories.iter().map(|memory| {
        let figure = |of: Figure| match memory.of_one(of, seed) {
            Some(_) => memory
                .seen(of, seed)
                .map_or("none seen".into(), bytes_between),
            None => "not measured".into(),
        };
        [
            memory.name.clone(),
            figure(|point| point.private_bytes),
            figure(|point| point.proportional_bytes),
            figure(|point| point.resident_bytes),
            figure(|point| point.reserved_bytes),
        ]
    });
    let header = ["", "private", "proportional", "resident", "reserved"];
    show(table(&header, rows), style)
}

fn ladders(memories: &[&Memory], seed: u64, style: Style) -> String {
    let rows = memories.iter().map(|memory| {
        let rung = |count| memory.taken_by(count, seed).map(bytes);
        let [a, b, c, d, e] = RUNGS.map(|count| rung(count).unwrap_or_default());
        [memory.name.clone(), a, b, c, d, e]
    });
    let [a, b, c, d, e] = RUNGS.map(|rung| count(rung.into()));
    show(table(&["", &a, &b, &c, &d, &e], rows), style)
}

/// The single figures of what is listed, for prose.
pub(crate) fn figures(memories: &[Memory], seed: u64) -> Vec<(String, Option<String>)> {
    let mut figures = Vec::new();
    for memory in memories {
        let Some(listed) = &memory.listed else {
            continue;
        };
        let mut add = |what: &str, figure: Option<String>| {
            figures.push((format!("{}-{what}", memory.id), figure));
        };
        let slope = |of: Figure| memory.of_one(of, seed).map(|one| bytes(one.median));
        add("whole", memory.whole(seed).map(|one| bytes(one.median)));
        add("kernel-objects", slope(|point| point.slab_bytes));
        add("resident", slope(|point| point.resident_bytes));
        add("proportional", slope(|point| point.proportional_bytes));
        for rung in RUNGS {
            let taken = memory.taken_by(rung, seed);
            add(&format!("at-{rung}"), taken.map(bytes));
        }
        let against = |other: &String| {
            let other = memories.iter().find(|memory| &memory.id == other)?;
            ratio_of(memory, other, seed)
        };
        if let Some(floor) = &listed.floor {
            let over = against(floor).map(|times| ratio(times.median));
            add("over-floor", over);
        }
        if let Some(peer) = &listed.peer {
            let beside = against(peer).map(|times| ratio(1.0 / times.median));
            add("beside-peer", beside);
        }
    }
    figures
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::memory::Listed;
    use crate::record::Kind;

    pub(in crate::memory) fn memory(id: &str, one: i64, kernel: i64) -> Memory {
        let noise = |count: u32| if count.is_multiple_of(100) { 300 } else { -300 };
        let point = |count: u32| Point {
            count,
            private_bytes: 100_000 + one * i64::from(count),
            slab_bytes: kernel * i64::from(count) + noise(count),
            ..Point::default()
        };
        Memory {
            id: id.into(),
            name: format!("one <{id}>"),
            listed: Some(Listed {
                kind: Kind::Ours,
                group: "All".into(),
                unit: "one".into(),
                floor: Some("small".into()),
                peer: None,
            }),
            points: [50, 100, 150, 200, 50, 100, 150, 200].map(point).into(),
            ladder: [0, 10, 100].map(point).into(),
        }
    }

    #[test]
    fn what_is_lost_in_the_noise_is_not_counted() {
        let (quiet, kernel) = (memory("small", 1000, 0), memory("large", 1000, 2000));
        assert!(quiet.seen(OBJECTS, 1).is_none());
        assert!((quiet.whole(1).unwrap().median - 1000.0).abs() < 1.0);
        assert!((kernel.whole(1).unwrap().median - 3000.0).abs() < 30.0);
        let ten = kernel.taken_by(10, 1).unwrap();
        assert!((ten - 30_000.0).abs() < 300.0, "{ten}");
        assert_eq!(kernel.taken_by(1000, 1), None);
        let ratio = ratio_of(&kernel, &quiet, 1).unwrap().median;
        assert!((ratio - 3.0).abs() < 0.03, "{ratio}");
    }

    #[test]
    fn tables_and_figures_say_what_was_measured() {
        let memories = [memory("small", 1024, 0), memory("large", 4096, 0)];
        let text = tables(&memories, 1, Style::Page);
        for expected in [
            "*All*: what one takes.",
            "4.0 × one <small>",
            "none seen",
            "40.0 KiB",
        ] {
            assert!(text.contains(expected), "{expected} in {text}");
        }
        let figures = figures(&memories, 1);
        let figure = |name: &str| {
            let found = figures.iter().find(|(id, _)| id == name);
            found.and_then(|(_, figure)| figure.clone())
        };
        assert_eq!(figure("large-whole").as_deref(), Some("4.00 KiB"));
        assert_eq!(figure("large-at-100").as_deref(), Some("400 KiB"));
        assert_eq!(figure("large-over-floor").as_deref(), Some("4.0"));
        assert_eq!(figure("large-at-1000"), None);
    }
}
