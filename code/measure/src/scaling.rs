//! Speed-up against the number of workers, and the laws that are fitted to it.
//!
//! A suite measures one candidate for each number of workers and says with [`Scaling`] which of them belong together and by
//! which [`Law`]. All that is shown is computed from the record: the speed-ups are ratios taken within each round, the law is
//! fitted to their medians, and once more to those of each process alone, which says how far the fit can be trusted.

use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::record::Record;
use crate::statistics::{Interval, median};

pub use law::{Curve, Figure, Law};

mod law;
mod plot;
mod text;

pub(crate) use plot::draw;
pub(crate) use text::{figures, fits, speedups};

/// Candidates that do the same with more and more workers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scaling {
    /// Its name in figures.
    pub id: String,
    /// Its name in plot and table.
    pub name: String,
    /// The panel of the plot it is drawn in.
    pub panel: String,
    /// The law that is fitted.
    pub law: Law,
    /// What the law's figures are by construction, if the work was made so that they are known.
    pub built: Option<Curve>,
    /// The candidates, the one with a single worker first.
    pub runs: Vec<Run>,
}

/// A candidate of a [`Scaling`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// How many workers it has.
    pub workers: u32,
    /// Its id.
    pub candidate: String,
}

impl Scaling {
    /// The candidates `ID-1`, `ID-2` and so on, for each of `workers`, of which the first has to be 1.
    pub fn new(id: &str, name: &str, law: Law, workers: &[u32]) -> Self {
        Scaling {
            id: id.into(),
            name: name.into(),
            panel: String::new(),
            law,
            built: None,
            runs: workers
                .iter()
                .map(|&workers| Run {
                    workers,
                    candidate: format!("{id}-{workers}"),
                })
                .collect(),
        }
    }

    /// The panel it is drawn in.
    #[must_use]
    pub fn panel(mut self, panel: &str) -> Self {
        self.panel = panel.into();
        self
    }

    /// What the fit would find if the work took no time but the one that was built into it.
    #[must_use]
    pub fn built(mut self, curve: Curve) -> Self {
        self.built = Some(curve);
        self
    }
}

/// A run's place in the plot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// How many workers.
    pub workers: u32,
    /// How many times as fast as one.
    pub speedup: Interval,
}

/// A scaling with its figures.
pub struct Scaled<'record> {
    /// What it is.
    pub scaling: &'record Scaling,
    /// What was measured.
    pub points: Vec<Point>,
    /// The law through the points. `None` if too little was measured.
    pub curve: Option<Curve>,
    /// The law through the points of each process.
    pub by_process: Vec<Curve>,
}

impl<'record> Scaled<'record> {
    /// All scalings of a record.
    pub fn all(record: &'record Record, analysis: &Analysis) -> Vec<Self> {
        record
            .scalings
            .iter()
            .map(|scaling| Self::of(scaling, analysis))
            .collect()
    }

    fn of(scaling: &'record Scaling, analysis: &Analysis) -> Self {
        let one = scaling.runs.first().map_or("", |run| &run.candidate);
        let points: Vec<Point> = scaling
            .runs
            .iter()
            .filter_map(|run| {
                Some(Point {
                    workers: run.workers,
                    speedup: analysis.ratio(one, &run.candidate)?,
                })
            })
            .collect();
        let medians: Vec<(f64, f64)> = points
            .iter()
            .map(|point| (f64::from(point.workers), point.speedup.median))
            .collect();
        let ratios: Vec<_> = scaling
            .runs
            .iter()
            .map(|run| (run.workers, analysis.ratios(one, &run.candidate)))
            .collect();
        let by_process = analysis.processes().into_iter().filter_map(|process| {
            let points: Vec<(f64, f64)> = ratios
                .iter()
                .filter_map(|(workers, ratios)| {
                    let mut ratios = ratios.get(&process)?.clone();
                    Some((f64::from(*workers), median(&mut ratios)?))
                })
                .collect();
            scaling.law.fit(&points)
        });
        Scaled {
            scaling,
            curve: scaling.law.fit(&medians),
            by_process: by_process.collect(),
            points,
        }
    }

    /// How far the point that lies farthest from the curve is off, as a share of what the curve says.
    pub fn farthest(&self) -> Option<f64> {
        let curve = self.curve?;
        self.points
            .iter()
            .map(|point| {
                (point.speedup.median / curve.speedup(f64::from(point.workers)) - 1.0).abs()
            })
            .max_by(f64::total_cmp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    pub(super) fn record() -> Record {
        // Amdahl with a serial share of a tenth, in nanoseconds of a job of a millisecond; the second process is a tenth slower throughout.
        let times = |workers: u64| -> Vec<u64> {
            let ns = 100_000 + 900_000 / workers;
            vec![ns, ns, ns * 11 / 10, ns * 11 / 10]
        };
        let (one, two, four) = (times(1), times(2), times(4));
        let mut record = fixture::record(&[("job-1", &one), ("job-2", &two), ("job-4", &four)]);
        record.scalings = vec![
            Scaling::new("job", "the <job>", Law::Amdahl, &[1, 2, 4])
                .panel("Made up")
                .built(Curve::Amdahl { serial: 0.1 }),
            Scaling::new("absent", "absent", Law::Universal, &[1, 2]).panel("Made up"),
        ];
        record
    }

    #[test]
    fn what_is_drawn_comes_with_the_other_files_and_only_then() {
        let mut record = record();
        let names = |record: &Record| -> Vec<&str> {
            let files = crate::page::render(record, None);
            files.into_iter().map(|(name, _)| name).collect()
        };
        assert!(names(&record).ends_with(&["scaling.svg", "fits.md", "speedups.md"]));
        record.scalings.clear();
        assert!(!names(&record).contains(&"scaling.svg"));
        // A record from before there were any has none.
        assert!(!crate::file::to_json(&record).contains("scalings"));
    }

    #[test]
    fn a_law_is_fitted_to_what_the_record_holds() {
        let record = record();
        let scaled = Scaled::all(&record, &Analysis::of(&record));
        let Some(Curve::Amdahl { serial }) = scaled[0].curve else {
            panic!("{:?}", scaled[0].curve)
        };
        assert!((serial - 0.1).abs() < 1e-3, "{serial}");
        assert_eq!(scaled[0].points.len(), 3);
        assert_eq!(scaled[0].by_process.len(), 2);
        assert!(scaled[0].farthest().unwrap() < 1e-3);
        assert!(scaled[1].curve.is_none() && scaled[1].farthest().is_none());
    }
}
