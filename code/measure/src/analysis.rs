//! From samples to figures. Tables, charts, claims and prose all take them from here.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::record::{Definition, Measured, Record, Sample};
use crate::statistics::{self, Interval};

/// The figures of a record.
pub struct Analysis<'record> {
    record: &'record Record,
    seed: u64,
    /// One for each candidate, in the order of the record.
    pub rows: Vec<Row<'record>>,
}

/// The figures of a candidate.
pub struct Row<'record> {
    /// What it is.
    pub definition: &'record Definition,
    /// Nanoseconds for one item: the median and its interval.
    pub time: Option<Interval>,
    /// Nanoseconds for one item at best.
    pub minimum: Option<f64>,
    /// How many times the cost of its floor.
    pub against_floor: Option<Interval>,
    /// How many times the cost of its peer.
    pub against_peer: Option<Interval>,
    /// How many samples the figures rest on.
    pub kept: usize,
    /// How many were set aside. If [`flagged`](Self::flagged), how many tainted ones are in the figures nevertheless.
    pub aside: usize,
    /// In more than half of the rounds every sample was tainted, so that the first of each of those counts too.
    pub flagged: bool,
    /// Why it could not run.
    pub not_measured: Option<&'record str>,
}

impl<'record> Analysis<'record> {
    /// Computes all figures of `record`. The same record gives the same figures.
    pub fn of(record: &'record Record) -> Self {
        let mut analysis = Analysis {
            record,
            seed: record.settings.seed,
            rows: Vec::new(),
        };
        analysis.rows = record
            .candidates
            .iter()
            .map(|measured| analysis.row(measured))
            .collect();
        analysis
    }

    /// The row of this candidate.
    pub fn row_of(&self, id: &str) -> Option<&Row<'record>> {
        self.rows.iter().find(|row| row.definition.id == id)
    }

    /// The groups, in order of appearance, with their rows.
    pub fn groups(&self) -> Vec<(&'record str, Vec<&Row<'record>>)> {
        let mut groups: Vec<(&str, Vec<&Row>)> = Vec::new();
        for row in &self.rows {
            let name = row.definition.group.as_str();
            match groups.iter_mut().find(|(group, _)| *group == name) {
                Some((_, rows)) => rows.push(row),
                None => groups.push((name, vec![row])),
            }
        }
        groups
    }

    /// How many times what `denominator` costs `numerator` does: the ratio within each round, then the median of those.
    pub fn ratio(&self, numerator: &str, denominator: &str) -> Option<Interval> {
        let groups = self.ratios(numerator, denominator);
        statistics::bootstrap(&groups.into_values().collect::<Vec<_>>(), self.seed)
    }

    /// The ratio within each round, by process.
    pub fn ratios(&self, numerator: &str, denominator: &str) -> BTreeMap<u32, Vec<f64>> {
        let mut groups: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
        let (Some(numerator), Some(denominator)) = (
            self.record.candidate(numerator),
            self.record.candidate(denominator),
        ) else {
            return groups;
        };
        let below: HashMap<(u32, u32), f64> = used(denominator)
            .map(|sample| {
                (
                    (sample.process, sample.round),
                    per_item(sample, denominator),
                )
            })
            .collect();
        for sample in used(numerator) {
            if let Some(below) = below
                .get(&(sample.process, sample.round))
                .filter(|&&below| below > 0.0)
            {
                groups
                    .entry(sample.process)
                    .or_default()
                    .push(per_item(sample, numerator) / below);
            }
        }
        groups
    }

    /// The numbers of the processes that samples were taken in.
    pub fn processes(&self) -> BTreeSet<u32> {
        let samples = self.record.candidates.iter().flat_map(|it| &it.samples);
        samples.map(|sample| sample.process).collect()
    }

    /// How many samples were set aside for each reason, and how many there are.
    pub fn set_aside(&self) -> (BTreeMap<&'record str, usize>, usize) {
        let samples = || {
            self.record
                .candidates
                .iter()
                .flat_map(|candidate| &candidate.samples)
        };
        let mut reasons = BTreeMap::new();
        for reason in samples().filter_map(|sample| sample.tainted.as_deref()) {
            *reasons.entry(reason).or_default() += 1;
        }
        (reasons, samples().count())
    }

    fn row(&self, measured: &'record Measured) -> Row<'record> {
        let definition = &measured.definition;
        let mut groups: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
        for sample in used(measured) {
            groups
                .entry(sample.process)
                .or_default()
                .push(per_item(sample, measured));
        }
        let groups: Vec<Vec<f64>> = groups.into_values().collect();
        let flagged = flagged(measured);
        let tainted = |sample: &&Sample| sample.tainted.is_some();
        let all_tainted = measured.samples.iter().filter(tainted).count();
        let ratio = |other: &Option<String>| self.ratio(&definition.id, other.as_deref()?);
        Row {
            definition,
            time: statistics::bootstrap(&groups, self.seed),
            minimum: statistics::minimum(groups.iter().flatten().copied()),
            against_floor: ratio(&definition.floor),
            against_peer: ratio(&definition.peer),
            kept: measured.samples.len() - all_tainted,
            aside: if flagged {
                used(measured).filter(tainted).count()
            } else {
                all_tainted
            },
            flagged,
            not_measured: measured.not_measured.as_deref(),
        }
    }
}

/// Whether so many rounds have no untainted sample that those left would be a choice of our own.
fn flagged(measured: &Measured) -> bool {
    let rounds = |samples: &mut dyn Iterator<Item = &Sample>| {
        let rounds: BTreeSet<_> = samples
            .map(|sample| (sample.process, sample.round))
            .collect();
        rounds.len()
    };
    let all = rounds(&mut measured.samples.iter());
    let untainted = |sample: &&Sample| sample.tainted.is_none();
    2 * rounds(&mut measured.samples.iter().filter(untainted)) < all
}

/// The samples that count: the untainted ones, and where more than half of the rounds have none, the first of each such round as
/// well. All of a disturbed round's, which are more, would make the disturbed rounds weigh more than the others.
fn used(measured: &Measured) -> impl Iterator<Item = &Sample> {
    let round = |sample: &Sample| (sample.process, sample.round);
    let untainted = measured
        .samples
        .iter()
        .filter(|sample| sample.tainted.is_none());
    let mut counted: BTreeSet<_> = untainted.map(round).collect();
    let all = flagged(measured);
    measured.samples.iter().filter(move |sample| {
        sample.tainted.is_none() || (all && counted.insert((sample.process, sample.round)))
    })
}

fn per_item(sample: &Sample, measured: &Measured) -> f64 {
    sample.wall_ns as f64 / (sample.operations * measured.definition.items) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn ratios_are_taken_within_a_round() {
        // The machine is three times as slow in every second round; the ratio is four in each.
        let record = fixture::record(&[
            ("slow", &[400, 1200, 400, 1200]),
            ("fast", &[100, 300, 100, 300]),
        ]);
        let analysis = Analysis::of(&record);
        let ratio = analysis.ratio("slow", "fast").unwrap();
        assert_eq!((ratio.low, ratio.median, ratio.high), (4.0, 4.0, 4.0));
        assert_eq!(analysis.row_of("slow").unwrap().minimum, Some(400.0));
        assert_eq!(analysis.ratio("slow", "absent"), None);
    }

    #[test]
    fn tainted_samples_do_not_count_unless_they_are_most() {
        let mut record = fixture::record(&[("one", &[10, 10, 10, 90])]);
        record.candidates[0].samples[3].tainted = Some("reason".into());
        let analysis = Analysis::of(&record);
        let row = &analysis.rows[0];
        assert_eq!((row.kept, row.aside, row.flagged), (3, 1, false));
        assert_eq!(row.time.unwrap().high, 10.0);
        assert_eq!(analysis.set_aside(), (BTreeMap::from([("reason", 1)]), 4));

        for sample in &mut record.candidates[0].samples[1..] {
            sample.tainted = Some("reason".into());
        }
        let analysis = Analysis::of(&record);
        let row = &analysis.rows[0];
        assert_eq!((row.kept, row.aside, row.flagged), (1, 3, true));
        assert_eq!(row.time.unwrap().high, 90.0);
    }

    #[test]
    fn a_round_counts_if_one_of_its_samples_does() {
        let mut record = fixture::record(&[("one", &[90, 10, 10, 90])]);
        let samples = &mut record.candidates[0].samples;
        for (sample, round) in samples.iter_mut().zip([0, 0, 1, 1]) {
            (sample.process, sample.round) = (0, round);
        }
        for disturbed in [0, 3] {
            samples[disturbed].tainted = Some("reason".into());
        }
        let analysis = Analysis::of(&record);
        let row = &analysis.rows[0];
        assert_eq!((row.kept, row.aside, row.flagged), (2, 2, false));
        assert_eq!(row.time.unwrap().high, 10.0);

        // Of two rounds one is left: half of them. Of three it would be fewer.
        let samples = &mut record.candidates[0].samples;
        samples[2].tainted = Some("reason".into());
        samples.truncate(3);
        assert!(!Analysis::of(&record).rows[0].flagged);
        let mut third = record.candidates[0].samples[2].clone();
        third.round = 2;
        record.candidates[0].samples.push(third);
        // Then the untainted one counts, and of each other round the first, however many there are.
        let mut again = record.candidates[0].samples[3].clone();
        again.wall_ns = 1_000_000;
        record.candidates[0].samples.push(again);
        let analysis = Analysis::of(&record);
        let row = &analysis.rows[0];
        assert_eq!((row.kept, row.aside, row.flagged), (1, 2, true));
        assert_eq!(row.time.unwrap().high, 10.0);
    }

    #[test]
    fn what_could_not_run_has_no_figures() {
        let mut record = fixture::record(&[("one", &[10, 10]), ("two", &[])]);
        record.candidates[1].not_measured = Some("no greenlet".into());
        let analysis = Analysis::of(&record);
        assert!(analysis.rows[1].time.is_none() && !analysis.rows[1].flagged);
        assert_eq!(analysis.ratio("one", "two"), None);
    }
}
