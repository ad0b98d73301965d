//! Latency candidates, and the percentiles of what they gave.

use hdrhistogram::Histogram;
use serde::{Deserialize, Serialize};

use crate::evidence::Counters;
use crate::open_loop::{self, Arrival};

type Start = Box<dyn FnMut(Arrival)>;

/// Something that is started at a fixed rate, and whose arrival is waited for: its first instruction, or an answer.
pub struct LatencyCandidate {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) rate: u32,
    pub(crate) operations: u32,
    prepare: Option<Box<dyn FnOnce() -> Start>>,
}

impl LatencyCandidate {
    /// `prepare` is called once, off the clock; what it returns starts one operation, which has to call [`Arrival::here`] first of all,
    /// or when its answer is there.
    pub fn new<F: FnMut(Arrival) + 'static>(
        id: &str,
        name: &str,
        rate: u32,
        prepare: impl FnOnce() -> F + 'static,
    ) -> Self {
        LatencyCandidate {
            id: id.into(),
            name: name.into(),
            rate,
            operations: rate,
            prepare: Some(Box::new(move || Box::new(prepare()))),
        }
    }

    /// Starts so many in each loop, where those of one second are too few or too many.
    #[must_use]
    pub fn operations(mut self, operations: u32) -> Self {
        self.operations = operations;
        self
    }

    /// Takes the latencies of so many operations in each loop.
    pub(crate) fn measure(&mut self, count: usize) -> Latency {
        let mut start = self.prepare.take().expect("measured once")();
        // The first ones fetch pages and wake pools.
        open_loop::closed(count.min(50), &mut start);
        let before = Counters::now();
        let closed_ns = open_loop::closed(count, &mut start);
        let open_ns = open_loop::open(count, self.rate, &mut start);
        let used = Counters::now().since(&before);
        Latency {
            id: self.id.clone(),
            name: self.name.clone(),
            rate: self.rate,
            closed_ns,
            open_ns,
            steal_ticks: used.steal_ticks,
            foreign_ticks: (used.foreign_ticks(0) * 100.0).round() / 100.0,
        }
    }
}

/// The latencies of one candidate, every one of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Latency {
    /// Its name in figures.
    pub id: String,
    /// Its name in tables.
    pub name: String,
    /// Operations a second in the open loop.
    pub rate: u32,
    /// Each started when the one before had arrived.
    pub closed_ns: Vec<u64>,
    /// Started by schedule, counted from the scheduled time.
    pub open_ns: Vec<u64>,
    /// By how much the steal counter moved meanwhile. Nothing is set aside here: the stalls are what a tail is made of.
    pub steal_ticks: i64,
    /// What others used of the CPUs meanwhile.
    pub foreign_ticks: f64,
}

/// What a tail is described by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percentiles {
    /// Half are faster.
    pub p50: f64,
    /// One in a hundred is slower.
    pub p99: f64,
    /// One in a thousand is slower.
    pub p999: f64,
    /// The slowest.
    pub max: f64,
}

impl Percentiles {
    /// The percentiles of these nanoseconds, to three digits. `None` of nothing.
    pub fn of(nanoseconds: &[u64]) -> Option<Self> {
        let mut histogram = Histogram::<u64>::new(3).expect("three digits are allowed");
        for &value in nanoseconds {
            histogram.record(value).expect("the histogram grows");
        }
        (!histogram.is_empty()).then(|| {
            let at = |quantile| histogram.value_at_quantile(quantile) as f64;
            Percentiles {
                p50: at(0.5),
                p99: at(0.99),
                p999: at(0.999),
                max: histogram.max() as f64,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_percentiles_of_known_values() {
        let values: Vec<u64> = (1..=1000).collect();
        let percentiles = Percentiles::of(&values).unwrap();
        assert_eq!(
            (percentiles.p50, percentiles.p99, percentiles.p999),
            (500.0, 990.0, 999.0)
        );
        assert!((1000.0..1002.0).contains(&percentiles.max));
        assert_eq!(Percentiles::of(&[]), None);
    }
}
