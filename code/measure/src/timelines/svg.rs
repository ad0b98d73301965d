//! The figure of a case: a lane for each job, all on one time axis.
//!
//! It is made to stand inline in a page. Colours come from the theme's classes; presentation attributes, which any style
//! sheet overrides, keep it readable without. No state is told by colour alone: a running job is a block with the number of
//! its core, a ready one a thin hollow bar, a waiting one a dotted line.

use code::timeline::{Span, State, Timeline};
use svg::Document;
use svg::node::element::{Description, Group, Rectangle, Title};

use super::marks::{core_number, legend, line, ready_path, round, run_path, text, wait_path};
use super::text::{describe, makespan};
use super::{Case, Configuration, Language, Model, Record};

const WIDTH: f64 = 700.0;
/// Where lanes begin, right of their labels.
const LEFT: f64 = 44.0;
/// Where they end, left of the room for the last makespan.
const RIGHT: f64 = WIDTH - 62.0;
const LEGEND: f64 = 26.0;
const HEADER: f64 = 19.0;
const GROUP_GAP: f64 = 9.0;
/// How high a bar of ready is, in a lane of any height.
const READY: f64 = 6.0;
const AXIS: f64 = 36.0;
/// Narrower than this on the page, a span is given to the one before it.
const NARROWEST: f64 = 0.6;

/// Draws a case whose time axis ends at `end_ms`.
pub fn draw(record: &Record, case: Case, end_ms: f64) -> String {
    let groups: Vec<&Configuration> = Language::ALL
        .into_iter()
        .flat_map(|language| Model::ALL.map(|model| record.get(case, model, language)))
        .flatten()
        .collect();
    let scale = Scale {
        end_ms,
        cores: &record.cores,
    };
    let lanes = Lanes::of(case);
    let group_height = HEADER + lanes.height * case.workers() as f64 + GROUP_GAP;
    let bottom = LEGEND + group_height * groups.len() as f64;
    let id = format!("timeline-{}", case.key());
    let mut document = Document::new()
        .set("class", "timeline")
        .set("role", "img")
        .set("aria-labelledby", format!("{id}-title {id}-desc"))
        .set("viewBox", (0, 0, WIDTH, bottom + AXIS))
        .set("width", "100%")
        .set("font-family", "sans-serif")
        .set("font-size", 12)
        .set("fill", "currentColor")
        .add(Title::new(case.title()).set("id", format!("{id}-title")))
        .add(
            Description::new()
                .set("id", format!("{id}-desc"))
                .add(svg::node::Text::new(describe(&groups))),
        )
        .add(legend(&record.cores, LEFT))
        .add(axis(&scale, bottom));
    for (index, group) in groups.into_iter().enumerate() {
        document = document.add(draw_group(
            group,
            &scale,
            lanes,
            LEGEND + group_height * index as f64,
        ));
    }
    document.to_string() + "\n"
}

/// How high a lane is, with the gap below it, and its block.
#[derive(Clone, Copy)]
struct Lanes {
    height: f64,
    block: f64,
}

impl Lanes {
    fn of(case: Case) -> Self {
        if case.workers() > 2 {
            Self {
                height: 13.0,
                block: 11.0,
            }
        } else {
            Self {
                height: 18.0,
                block: 15.0,
            }
        }
    }
}

struct Scale<'a> {
    end_ms: f64,
    cores: &'a [usize],
}

impl Scale<'_> {
    fn x(&self, ns: u64) -> f64 {
        LEFT + ns as f64 / 1e6 / self.end_ms * (RIGHT - LEFT)
    }

    /// Classes and colours go by a core's place in the list, not by its number.
    fn place(&self, core: usize) -> usize {
        self.cores.iter().position(|&it| it == core).unwrap_or(0)
    }

    fn narrowest_ns(&self) -> u64 {
        (NARROWEST / (RIGHT - LEFT) * self.end_ms * 1e6) as u64
    }
}

fn draw_group(configuration: &Configuration, scale: &Scale, lanes: Lanes, top: f64) -> Group {
    let timeline = configuration.timeline();
    let name = format!(
        "{} {}",
        configuration.language.name(),
        configuration.model.key()
    );
    let end = scale.x(timeline.makespan().as_nanos() as u64);
    let took = makespan(configuration);
    let first = top + HEADER;
    let last = first + lanes.height * configuration.case.workers() as f64;
    let mut group = Group::new()
        .add(Title::new(format!("{name}: {took}")))
        .add(text(&name, "label name", 0.0, top + 14.0).set("font-weight", "bold"));
    for (worker, y) in (0..configuration.case.workers())
        .map(|worker| (worker, first + lanes.height * worker as f64))
    {
        group = group
            .add(
                text(
                    &format!("job {}", worker + 1),
                    "label",
                    LEFT - 6.0,
                    y + lanes.block / 2.0 + 4.0,
                )
                .set("text-anchor", "end")
                .set("font-size", 11),
            )
            .add(
                Rectangle::new()
                    .set("class", "lane")
                    .set("x", LEFT)
                    .set("y", round(y))
                    .set("width", RIGHT - LEFT)
                    .set("height", lanes.block)
                    .set("fill-opacity", 0.06),
            );
    }
    for (worker, lane) in timeline.lanes().enumerate() {
        let y = first + lanes.height * worker as f64;
        group = draw_lane(
            group,
            &simplified(lane, scale.narrowest_ns()),
            scale,
            y,
            lanes.block,
        );
    }
    group
        .add(line("end", (end, first - 2.0), (end, last)).set("stroke-width", 1.5))
        .add(text(
            &took,
            "label end",
            end + 5.0,
            (first + last) / 2.0 + 3.0,
        ))
}

/// One path for each state of a lane, and one text for the numbers of each core: small, however many spans there are.
fn draw_lane(mut group: Group, spans: &[Span], scale: &Scale, y: f64, block: f64) -> Group {
    let middle = y + block / 2.0;
    let bar = |span: &Span, top: f64, height: f64| {
        let (from, to) = (scale.x(span.start_ns), scale.x(span.end_ns));
        format!(
            "M{} {}h{}v{height}h-{2}z",
            round(from),
            round(top),
            round(to - from)
        )
    };
    let paths = |which: &dyn Fn(&Span) -> bool, shape: &dyn Fn(&Span) -> String| -> String {
        spans.iter().filter(|span| which(span)).map(shape).collect()
    };
    let waits = paths(&|span| span.state == State::Waiting, &|span| {
        format!(
            "M{} {}H{}",
            round(scale.x(span.start_ns)),
            round(middle),
            round(scale.x(span.end_ns))
        )
    });
    let readies: String = on_the_way(spans)
        .iter()
        .map(|span| bar(span, middle - READY / 2.0, READY))
        .collect();
    if !waits.is_empty() {
        group = group.add(wait_path(waits));
    }
    if !readies.is_empty() {
        group = group.add(ready_path(readies));
    }
    for (place, &core) in scale.cores.iter().enumerate() {
        let on_core = |span: &&Span| span.core().is_some_and(|it| scale.place(it) == place);
        let runs = paths(&|span| on_core(&span), &|span| bar(span, y, block));
        if runs.is_empty() {
            continue;
        }
        group = group.add(run_path(place, runs));
        let number = core.to_string();
        let room = 4.0 + 7.0 * number.len() as f64;
        for span in spans.iter().filter(on_core) {
            let (from, to) = (scale.x(span.start_ns), scale.x(span.end_ns));
            if to - from >= room {
                group = group.add(core_number(place, &number, (from + to) / 2.0, middle));
            }
        }
    }
    group
}

/// The ready spans of a lane, joined where only running lies between them: the blocks cover the bar there.
fn on_the_way(spans: &[Span]) -> Vec<Span> {
    let mut bars: Vec<Span> = Vec::new();
    for stretch in spans.split(|span| span.state == State::Waiting) {
        let ready = |span: &&Span| span.state == State::Ready;
        if let (Some(first), Some(last)) = (stretch.iter().find(ready), stretch.iter().rfind(ready))
        {
            bars.push(Span {
                end_ns: last.end_ns,
                ..*first
            });
        }
    }
    bars
}

/// Gives each span too short to be seen to the one before it, and joins what then has one state.
fn simplified(lane: &[Span], shortest_ns: u64) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::with_capacity(lane.len());
    for &span in lane {
        match spans.last_mut() {
            Some(last) if last.state == span.state || span.end_ns - span.start_ns < shortest_ns => {
                last.end_ns = span.end_ns;
            }
            // The first span has none before it: the second takes it over.
            Some(last) if last.end_ns - last.start_ns < shortest_ns => {
                *last = Span {
                    start_ns: last.start_ns,
                    ..span
                }
            }
            _ => spans.push(span),
        }
    }
    spans
}

fn axis(scale: &Scale, bottom: f64) -> Group {
    let step = if scale.end_ms > 250.0 {
        100
    } else if scale.end_ms > 110.0 {
        50
    } else {
        25
    };
    let mut group = Group::new().set("font-size", 11);
    for ms in (0..=scale.end_ms as u64).step_by(step) {
        let x = scale.x(ms * 1_000_000);
        group = group
            .add(line("grid", (x, LEGEND), (x, bottom)).set("stroke-opacity", 0.2))
            .add(text(&ms.to_string(), "axis", x, bottom + 13.0).set("text-anchor", "middle"));
    }
    group.add(
        text(
            "milliseconds since the first job was submitted",
            "axis",
            (LEFT + RIGHT) / 2.0,
            bottom + 30.0,
        )
        .set("text-anchor", "middle"),
    )
}

/// Where the axis of these makespans ends: the next multiple of ten milliseconds after the longest.
pub fn end_ms(timelines: impl Iterator<Item = Timeline>) -> f64 {
    let longest = timelines
        .map(|timeline| timeline.makespan())
        .max()
        .unwrap_or_default();
    (longest.as_secs_f64() * 100.0).ceil().max(1.0) * 10.0
}
