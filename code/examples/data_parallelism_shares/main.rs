//! Uneven work for two threads: in two fixed shares, and by `par_iter`. With `--svg` it draws the run instead.

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::hint::black_box;
use std::ops::RangeInclusive;
use std::thread;
use std::time::Instant;

struct Span {
    worker: usize,
    item: usize,
    start: Instant,
    end: Instant,
}

/// Item 1 is one unit of work, item 24 is 24 of them.
fn work(worker: usize, item: usize) -> Span {
    let start = Instant::now();
    for _ in 0..item * 20_000 {
        black_box(item);
    }
    let end = Instant::now();
    Span {
        worker,
        item,
        start,
        end,
    }
}

/// How many units of work each of the two has done.
fn units(spans: &[Span]) -> [usize; 2] {
    [0, 1].map(|worker| {
        let own = spans.iter().filter(|s| s.worker == worker);
        own.map(|span| span.item).sum()
    })
}

// ANCHOR: main
fn share(
    worker: usize,
    items: RangeInclusive<usize>,
) -> Vec<Span> {
    items.map(|item| work(worker, item)).collect()
}

fn fixed_shares() -> Vec<Span> {
    thread::scope(|s| {
        let light = s.spawn(|| share(0, 1..=12));
        let dark = s.spawn(|| share(1, 13..=24));
        let mut spans = light.join().unwrap();
        spans.extend(dark.join().unwrap());
        spans
    })
}

fn by_rayon() -> Vec<Span> {
    let two = ThreadPoolBuilder::new().num_threads(2);
    let me = || rayon::current_thread_index().unwrap();
    two.build().unwrap().install(|| {
        let items = (1..=24_usize).into_par_iter();
        items.map(|item| work(me(), item)).collect()
    })
}

fn main() {
    let (fixed, rayon) = (fixed_shares(), by_rayon());
    if std::env::args().any(|arg| arg == "--svg") {
        return draw(&fixed, &rayon);
    }
    println!("fixed shares: {:?} units", units(&fixed));
    let [a, b] = units(&rayon);
    println!("par_iter: {} in all", a + b);
    assert_eq!(units(&fixed), [78, 222]);
    assert_eq!(a + b, 300);
}
// ANCHOR_END: main

/// Two lanes for each run, on one time axis: a box for each item. Thread 0 is the one that did item 1.
fn draw(fixed: &[Span], rayon: &[Span]) {
    let runs = [
        ("two fixed shares", fixed, 20),
        ("par_iter, a pool of two", rayon, 130),
    ];
    let lasted = |run: &[Span]| {
        let start = run.iter().map(|s| s.start).min();
        let end = run.iter().map(|s| s.end).max();
        (end.unwrap() - start.unwrap()).as_secs_f64()
    };
    let scale = 580.0 / lasted(fixed).max(lasted(rayon));
    println!(
        r#"<svg class="diagram" role="img" viewBox="0 0 680 236" width="100%" font-size="14" font-family="inherit" fill="currentColor" aria-labelledby="did-title did-desc">
<title id="did-title">Who did what: uneven work in two fixed shares, and by par_iter</title>"#
    );
    let mut said = String::from("A recorded run.");
    let mut boxes = String::new();
    for (name, run, top) in runs {
        let first =
            run.iter().min_by_key(|s| s.item).unwrap();
        let origin =
            run.iter().map(|s| s.start).min().unwrap();
        boxes += &format!(
            "<text x=\"4\" y=\"{top}\" font-weight=\"600\">{name}</text>\n"
        );
        for lane in 0..2 {
            let y = top + 12 + 36 * lane;
            boxes += &format!(
                "<text x=\"4\" y=\"{}\">thread {lane}</text>\n",
                y + 20
            );
            let mut own: Vec<&Span> = run
                .iter()
                .filter(|s| {
                    (s.worker == first.worker) == (lane == 0)
                })
                .collect();
            own.sort_by_key(|s| s.start);
            said += &format!(" {name}, thread {lane}:");
            for span in own {
                let item = span.item;
                said += &format!(" {item}");
                let from =
                    (span.start - origin).as_secs_f64();
                let x = 84.0 + from * scale;
                let took =
                    (span.end - span.start).as_secs_f64();
                let width = took * scale;
                let shade =
                    if item > 12 { "0.3" } else { "0.1" };
                boxes += &format!(
                    r#"<rect x="{x:.1}" y="{y}" width="{width:.1}" height="30" fill="currentColor" fill-opacity="{shade}" stroke="currentColor" stroke-width="0.75"/>"#
                );
                boxes += "\n";
                if width > 17.0 {
                    boxes += &format!(
                        r#"<text x="{:.1}" y="{}" text-anchor="middle" font-size="12">{item}</text>"#,
                        x + width / 2.0,
                        y + 20
                    );
                    boxes += "\n";
                }
            }
            said += ".";
        }
    }
    println!(r#"<desc id="did-desc">{said}</desc>"#);
    print!("{boxes}");
    println!(
        r#"<text x="664" y="230" text-anchor="end" fill-opacity="0.75">time →</text>"#
    );
    println!("</svg>");
}
