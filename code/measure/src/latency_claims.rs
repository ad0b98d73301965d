//! Claims about latencies: a percentile of one loop in terms of another.

use crate::latency::Latency;
use crate::record::Record;
use crate::statistics::Interval;

/// The percentiles a claim can name, as in `latency-task-open-p99`.
const PERCENTILES: [(&str, f64); 3] = [("p50", 0.5), ("p99", 0.99), ("p999", 0.999)];

/// Whether this is a percentile of the latency of that name.
pub(crate) fn names(latency: &str, id: &str) -> bool {
    part(latency, id).is_some()
}

/// One percentile divided by another; the ends of the intervals are divided crosswise.
pub(crate) fn ratio(record: &Record, numerator: &str, denominator: &str) -> Option<Interval> {
    let of = |id: &str| record.latencies.iter().find_map(|latency| of(latency, id));
    let (numerator, denominator) = (of(numerator)?, of(denominator)?);
    (denominator.low > 0.0).then(|| Interval {
        low: numerator.low / denominator.high,
        median: numerator.median / denominator.median,
        high: numerator.high / denominator.low,
    })
}

/// Whether it is of the open loop, and the quantile.
fn part(latency: &str, id: &str) -> Option<(bool, f64)> {
    let (kind, percentile) = id
        .strip_prefix(latency)?
        .strip_prefix('-')?
        .split_once('-')?;
    let open = match kind {
        "open" => true,
        "closed" => false,
        _ => return None,
    };
    let found = PERCENTILES.iter().find(|(name, _)| *name == percentile);
    found.map(|&(_, quantile)| (open, quantile))
}

/// The percentile `id` of this latency, and where it could be: the ranks that a share of so many samples keeps to in nineteen of
/// twenty cases.
fn of(latency: &Latency, id: &str) -> Option<Interval> {
    let (open, quantile) = part(&latency.id, id)?;
    let mut sorted = if open {
        latency.open_ns.clone()
    } else {
        latency.closed_ns.clone()
    };
    sorted.sort_unstable();
    let last = sorted.len().checked_sub(1)? as f64;
    let rank = quantile * last;
    let off = 1.96 * (quantile * (1.0 - quantile) * last).sqrt();
    let at = |rank: f64| sorted[rank.clamp(0.0, last).round() as usize] as f64;
    Some(Interval {
        low: at(rank - off),
        median: at(rank),
        high: at(rank + off),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn a_claim_may_be_about_a_tail() {
        let mut record = fixture::record(&[("a", &[1, 1, 1, 1])]);
        record.latencies = vec![Latency {
            id: "l".into(),
            name: "L".into(),
            rate: 1,
            closed_ns: vec![10; 1000],
            open_ns: (0..1000).map(|n| if n < 900 { 10 } else { 500 }).collect(),
            steal_ticks: 0,
            foreign_ticks: 0.0,
        }];
        let ratio = |one, other| ratio(&record, one, other).map(|ratio| ratio.median);
        assert_eq!(ratio("l-open-p99", "l-closed-p99"), Some(50.0));
        assert_eq!(ratio("l-open-p50", "l-closed-p99"), Some(1.0));
        assert_eq!(ratio("l-open-p98", "l-closed-p99"), None);
        assert!(names("l", "l-closed-p999") && !names("l", "l-max") && !names("l", "m-open-p50"));
    }

    #[test]
    fn the_interval_is_of_ranks() {
        let latency = Latency {
            id: "l".into(),
            name: "L".into(),
            rate: 1,
            closed_ns: Vec::new(),
            open_ns: (0..=10_000).collect(),
            steal_ticks: 0,
            foreign_ticks: 0.0,
        };
        let median = of(&latency, "l-open-p50").unwrap();
        assert_eq!(
            (median.low, median.median, median.high),
            (4902.0, 5000.0, 5098.0)
        );
        assert!(of(&latency, "l-closed-p50").is_none());
    }
}
