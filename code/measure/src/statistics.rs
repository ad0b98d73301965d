//! Medians, and how far they can be trusted.
//!
//! Samples taken in one process resemble each other more than samples of two: they share its address space layout, its
//! allocator's state and the minute it ran in. Forty samples from one process are not forty witnesses. The bootstrap
//! here is hierarchical for that reason: it draws processes with replacement, then samples within each drawn process.
//! With few processes such an interval is, if anything, a little narrow; it says how the figure would move if the same
//! binary were run again here, not how it would move on another machine.

use serde::{Deserialize, Serialize};

/// How often the bootstrap draws.
pub const RESAMPLES: usize = 1000;

/// A median with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The 2.5th percentile of the bootstrapped medians.
    pub low: f64,
    /// The median of all the values.
    pub median: f64,
    /// The 97.5th percentile of the bootstrapped medians.
    pub high: f64,
}

/// The median of `values`, whose order it changes. `None` of nothing.
pub fn median(values: &mut [f64]) -> Option<f64> {
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let (below, &mut upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    if !below.is_empty() && below.len() == middle && values.len().is_multiple_of(2) {
        let lower = values[..middle].iter().copied().fold(f64::MIN, f64::max);
        return Some(f64::midpoint(lower, upper));
    }
    Some(upper)
}

/// The least of `values`. `None` of nothing.
pub fn minimum(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    values.into_iter().min_by(f64::total_cmp)
}

/// The median of all values and its hierarchical percentile-bootstrap interval; `groups` holds the values of each process.
///
/// The same groups and the same seed give the same interval, to the last bit.
pub fn bootstrap(groups: &[Vec<f64>], seed: u64) -> Option<Interval> {
    let groups: Vec<&[f64]> = groups
        .iter()
        .map(Vec::as_slice)
        .filter(|group| !group.is_empty())
        .collect();
    let mut all = groups.concat();
    let centre = median(&mut all)?;
    let mut random = fastrand::Rng::with_seed(seed);
    let mut drawn = Vec::with_capacity(all.len());
    let mut medians: Vec<f64> = (0..RESAMPLES)
        .filter_map(|_| {
            drawn.clear();
            for _ in 0..groups.len() {
                let group = groups[random.usize(..groups.len())];
                drawn.extend((0..group.len()).map(|_| group[random.usize(..group.len())]));
            }
            median(&mut drawn)
        })
        .collect();
    medians.sort_by(f64::total_cmp);
    let at = |share: f64| medians[(share * (medians.len() - 1) as f64).round() as usize];
    Some(Interval {
        low: at(0.025).min(centre),
        median: centre,
        high: at(0.975).max(centre),
    })
}

/// The least-squares slope of `points` (x, y), as in bytes for each thread. `None` unless two values of x differ.
pub fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let count = points.len() as f64;
    let mean_x = points.iter().map(|point| point.0).sum::<f64>() / count;
    let mean_y = points.iter().map(|point| point.1).sum::<f64>() / count;
    let spread: f64 = points.iter().map(|point| (point.0 - mean_x).powi(2)).sum();
    let together: f64 = points
        .iter()
        .map(|point| (point.0 - mean_x) * (point.1 - mean_y))
        .sum();
    (spread > 0.0).then(|| together / spread)
}

/// The slope of `points` with the bootstrapped interval of the slope; the points are drawn with replacement.
pub fn bootstrap_slope(points: &[(f64, f64)], seed: u64) -> Option<Interval> {
    let centre = slope(points)?;
    let mut random = fastrand::Rng::with_seed(seed);
    let mut slopes: Vec<f64> = (0..RESAMPLES)
        .filter_map(|_| {
            let drawn: Vec<_> = points
                .iter()
                .map(|_| points[random.usize(..points.len())])
                .collect();
            slope(&drawn)
        })
        .collect();
    slopes.sort_by(f64::total_cmp);
    let at =
        |share: f64| slopes.get((share * slopes.len().saturating_sub(1) as f64).round() as usize);
    Some(Interval {
        low: at(0.025).map_or(centre, |&low| low.min(centre)),
        median: centre,
        high: at(0.975).map_or(centre, |&high| high.max(centre)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_known_values() {
        assert_eq!(median(&mut []), None);
        assert_eq!(median(&mut [3.0]), Some(3.0));
        assert_eq!(median(&mut [9.0, 1.0, 5.0]), Some(5.0));
        assert_eq!(median(&mut [4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(minimum([4.0, 1.0]), Some(1.0));
        assert_eq!(minimum([]), None);
    }

    #[test]
    fn the_median_agrees_with_sorting() {
        let mut random = fastrand::Rng::with_seed(1);
        for length in 1..200 {
            let mut values: Vec<f64> = (0..length).map(|_| f64::from(random.u8(..))).collect();
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let expected = f64::midpoint(sorted[(length - 1) / 2], sorted[length / 2]);
            assert_eq!(median(&mut values), Some(expected));
        }
    }

    #[test]
    fn equal_values_have_an_interval_of_no_width() {
        let interval = bootstrap(&[vec![7.0; 4], vec![7.0; 3]], 1).unwrap();
        assert_eq!(
            (interval.low, interval.median, interval.high),
            (7.0, 7.0, 7.0)
        );
        assert_eq!(bootstrap(&[vec![], vec![]], 1), None);
    }

    #[test]
    fn the_interval_can_be_recomputed_and_moves_with_scale() {
        let mut random = fastrand::Rng::with_seed(2);
        let groups: Vec<Vec<f64>> = (0..5)
            .map(|_| (0..8).map(|_| random.f64()).collect())
            .collect();
        let doubled: Vec<Vec<f64>> = groups
            .iter()
            .map(|group| group.iter().map(|value| value * 2.0).collect())
            .collect();
        let (one, two) = (
            bootstrap(&groups, 3).unwrap(),
            bootstrap(&doubled, 3).unwrap(),
        );
        assert_eq!(bootstrap(&groups, 3), Some(one));
        assert_eq!((one.low * 2.0, one.high * 2.0), (two.low, two.high));
        assert!(one.low <= one.median && one.median <= one.high);
    }

    #[test]
    fn samples_that_cluster_by_process_widen_the_interval() {
        // Five processes that each repeat one value eight times: five witnesses, not forty.
        let clustered: Vec<Vec<f64>> = (1..=5).map(|value| vec![f64::from(value); 8]).collect();
        let mixed: Vec<Vec<f64>> = (0..5)
            .map(|_| (0..8).map(|index| f64::from(index % 5 + 1)).collect())
            .collect();
        let width = |groups: &[Vec<f64>]| bootstrap(groups, 4).map(|i| i.high - i.low).unwrap();
        assert!(width(&clustered) > width(&mixed));
    }

    #[test]
    fn the_interval_covers_the_true_median_about_as_often_as_it_says() {
        let mut random = fastrand::Rng::with_seed(5);
        let covered = (0..100)
            .filter(|&seed| {
                let groups: Vec<Vec<f64>> = (0..8)
                    .map(|_| (0..6).map(|_| random.f64()).collect())
                    .collect();
                let interval = bootstrap(&groups, seed).unwrap();
                interval.low <= 0.5 && 0.5 <= interval.high
            })
            .count();
        assert!((88..=100).contains(&covered), "{covered} of 100");
    }

    #[test]
    fn the_slope_of_a_line() {
        let line: Vec<(f64, f64)> = (0..6)
            .map(|x| (f64::from(x), 5.0 + 3.0 * f64::from(x)))
            .collect();
        let interval = bootstrap_slope(&line, 1).unwrap();
        assert!((interval.median - 3.0).abs() < 1e-9 && interval.high - interval.low < 1e-6);
        assert_eq!(slope(&[(1.0, 2.0)]), None);
        assert_eq!(bootstrap_slope(&[], 1), None);
    }
}
