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
