//! One number for many times.

use std::time::Duration;

/// Which number.
#[derive(Debug, Clone, Copy)]
pub enum Statistic {
    Best,
    Median,
    /// Of a hundred, the ninety-ninth.
    Percentile99,
    Mean,
    Worst,
}

impl Statistic {
    /// Computes it.
    pub fn of(self, mut times: Vec<Duration>) -> Duration {
        times.sort_unstable();
        match self {
            Statistic::Best => times[0],
            Statistic::Median => times[times.len() / 2],
            Statistic::Percentile99 => times[(times.len() * 99).div_ceil(100) - 1],
            Statistic::Mean => times.iter().sum::<Duration>() / times.len() as u32,
            Statistic::Worst => times[times.len() - 1],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_the_one_that_it_says() {
        // 100 ms down to 1 ms.
        let times: Vec<Duration> = (1..=100).rev().map(Duration::from_millis).collect();
        for (statistic, expected) in [
            (Statistic::Best, 1.0),
            (Statistic::Median, 51.0),
            (Statistic::Percentile99, 99.0),
            (Statistic::Mean, 50.5),
            (Statistic::Worst, 100.0),
        ] {
            let ms = statistic.of(times.clone()).as_secs_f64() * 1e3;
            assert!((ms - expected).abs() < 1e-6, "{statistic:?} is {ms}");
        }
    }
}
