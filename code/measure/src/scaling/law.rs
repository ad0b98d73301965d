//! The laws, and their fits by least squares.
//!
//! What is made least is the sum of the squared *relative* errors: a curve that is a tenth off at two workers is as wrong as one
//! that is a tenth off at thirty-two. The four laws are all linear in their figures once they are written for the time or for
//! the speed-up, whichever it is, so each fit is a formula and not a search.

use serde::{Deserialize, Serialize};

/// Which law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Law {
    /// A job of a fixed size with a part that cannot be divided.
    Amdahl,
    /// The job grows with the workers, the part that cannot be divided does not.
    Gustafson,
    /// As many times as workers, up to a ceiling.
    Ceiling,
    /// Amdahl's, and a cost for each pair of workers.
    Universal,
}

/// A law with its figures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Curve {
    /// S(n) = 1 / (serial + (1 − serial) / n).
    Amdahl {
        /// The share of one worker's time that cannot be divided.
        serial: f64,
    },
    /// S(n) = serial + (1 − serial) · n.
    Gustafson {
        /// The share of each run's time in which one worker works.
        serial: f64,
    },
    /// S(n) = n, but no more than `most`.
    Ceiling {
        /// The most there is.
        most: f64,
    },
    /// S(n) = n / (1 + serial · (n − 1) + pair · n · (n − 1)).
    Universal {
        /// The share that cannot be divided.
        serial: f64,
        /// What each pair of workers adds, as a share of one worker's time.
        pair: f64,
    },
}

/// A figure of a curve, as tables and prose name it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// Its name in figures.
    pub id: &'static str,
    /// Its name in tables.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
}

impl Law {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Law::Amdahl => "Amdahl's",
            Law::Gustafson => "Gustafson's",
            Law::Ceiling => "a ceiling",
            Law::Universal => "the universal one",
        }
    }

    /// The curve of this law that is nearest to `points`, which are workers and speed-up. `None` if the points do not tell.
    pub fn fit(self, points: &[(f64, f64)]) -> Option<Curve> {
        let told = points.iter().any(|&(n, _)| n > 1.0);
        if !told || points.iter().any(|&(n, s)| n < 1.0 || s <= 0.0) {
            return None;
        }
        match self {
            // n / S = 1 + serial · (n − 1); times S / n, so that errors are relative.
            Law::Amdahl => share(
                points
                    .iter()
                    .map(|&(n, s)| ((n - 1.0) * s / n, 1.0 - s / n)),
            )
            .map(|serial| Curve::Amdahl { serial }),
            // S = n − serial · (n − 1), divided by S.
            Law::Gustafson => share(points.iter().map(|&(n, s)| ((n - 1.0) / s, n / s - 1.0)))
                .map(|serial| Curve::Gustafson { serial }),
            Law::Ceiling => ceiling(points),
            Law::Universal => universal(points),
        }
    }
}

/// The x, not less than 0, for which a · x is nearest to c.
fn share(rows: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (aa, ac) = rows.fold((0.0, 0.0), |(aa, ac), (a, c)| (aa + a * a, ac + a * c));
    (aa > 0.0).then(|| (ac / aa).max(0.0))
}

/// n / S = 1 + serial · (n − 1) + pair · n · (n − 1), times S / n.
fn universal(points: &[(f64, f64)]) -> Option<Curve> {
    let rows = || {
        points
            .iter()
            .map(|&(n, s)| ((n - 1.0) * s / n, (n - 1.0) * s, 1.0 - s / n))
    };
    let sum = |of: fn((f64, f64, f64)) -> f64| rows().map(of).sum::<f64>();
    let (aa, ab, bb) = (
        sum(|(a, _, _)| a * a),
        sum(|(a, b, _)| a * b),
        sum(|(_, b, _)| b * b),
    );
    let (ac, bc) = (sum(|(a, _, c)| a * c), sum(|(_, b, c)| b * c));
    let determinant = aa * bb - ab * ab;
    // Two workers and no other number cannot tell one cost from the other.
    if determinant <= 1e-9 * aa * bb {
        return None;
    }
    let serial = (ac * bb - bc * ab) / determinant;
    let pair = (bc * aa - ac * ab) / determinant;
    let (serial, pair) = match (serial < 0.0, pair < 0.0) {
        (false, false) => (serial, pair),
        (_, true) => (share(rows().map(|(a, _, c)| (a, c)))?, 0.0),
        (true, false) => (0.0, share(rows().map(|(_, b, c)| (b, c)))?),
    };
    Some(Curve::Universal { serial, pair })
}

/// Each point in turn is taken for the first one under the ceiling, and the best of these fits is kept.
fn ceiling(points: &[(f64, f64)]) -> Option<Curve> {
    let mut points = points.to_vec();
    points.sort_by(|one, other| one.0.total_cmp(&other.0));
    let error = |most: f64| -> f64 {
        points
            .iter()
            .map(|&(n, s)| (s / n.min(most) - 1.0).powi(2))
            .sum()
    };
    (0..points.len())
        .map(|first| {
            let under = &points[first..];
            let (squares, sum) = under.iter().fold((0.0, 0.0), |(squares, sum), &(_, s)| {
                (squares + s * s, sum + s)
            });
            squares / sum
        })
        .min_by(|&one, &other| error(one).total_cmp(&error(other)))
        .map(|most| Curve::Ceiling { most })
}

impl Curve {
    /// How many times as fast as one worker `workers` are.
    pub fn speedup(self, workers: f64) -> f64 {
        let n = workers;
        match self {
            Curve::Amdahl { serial } => 1.0 / (serial + (1.0 - serial) / n),
            Curve::Gustafson { serial } => serial + (1.0 - serial) * n,
            Curve::Ceiling { most } => n.min(most),
            Curve::Universal { serial, pair } => {
                n / (1.0 + serial * (n - 1.0) + pair * n * (n - 1.0))
            }
        }
    }

    /// The number of workers beyond which more make it slower; `None` if there is none.
    pub fn peak(self) -> Option<f64> {
        match self {
            Curve::Universal { serial, pair } if pair > 0.0 => {
                Some(((1.0 - serial).max(0.0) / pair).sqrt().max(1.0))
            }
            _ => None,
        }
    }

    /// Its figures, in the order of tables.
    pub fn figures(self) -> Vec<Figure> {
        let serial = |value| Figure {
            id: "serial",
            name: "serial share",
            value,
        };
        match self {
            Curve::Amdahl { serial: value } | Curve::Gustafson { serial: value } => {
                vec![serial(value)]
            }
            Curve::Ceiling { most } => vec![Figure {
                id: "ceiling",
                name: "ceiling",
                value: most,
            }],
            Curve::Universal {
                serial: value,
                pair,
            } => {
                let mut figures = vec![
                    serial(value),
                    Figure {
                        id: "pair",
                        name: "for each pair",
                        value: pair,
                    },
                ];
                figures.extend(self.peak().map(|value| Figure {
                    id: "peak",
                    name: "peak, in workers",
                    value,
                }));
                figures
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORKERS: [f64; 6] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0];

    /// The points of a curve, each off by up to `noise`.
    fn points(curve: Curve, noise: f64, seed: u64) -> Vec<(f64, f64)> {
        let mut random = fastrand::Rng::with_seed(seed);
        WORKERS
            .iter()
            .map(|&n| {
                let factor = 1.0 + noise * (2.0 * random.f64() - 1.0);
                (n, curve.speedup(n) * factor)
            })
            .collect()
    }

    fn near(found: Curve, expected: Curve, within: f64) {
        for (found, expected) in found.figures().iter().zip(expected.figures()) {
            assert_eq!(found.id, expected.id);
            let off = (found.value / expected.value - 1.0).abs();
            assert!(off < within, "{found:?} is not {expected:?}");
        }
    }

    #[test]
    fn what_was_put_in_is_found() {
        let universal = |serial, pair| Curve::Universal { serial, pair };
        for (law, curve) in [
            (Law::Amdahl, Curve::Amdahl { serial: 1.0 / 11.0 }),
            (Law::Amdahl, Curve::Amdahl { serial: 0.9 }),
            (Law::Gustafson, Curve::Gustafson { serial: 0.2 }),
            (Law::Ceiling, Curve::Ceiling { most: 11.0 }),
            (Law::Ceiling, Curve::Ceiling { most: 1.9 }),
            (Law::Universal, universal(1.0 / 11.0, 1.0 / 110.0)),
            (Law::Universal, universal(0.3, 0.01)),
        ] {
            near(law.fit(&points(curve, 0.0, 0)).unwrap(), curve, 1e-9);
            for seed in 0..20 {
                near(law.fit(&points(curve, 0.02, seed)).unwrap(), curve, 0.25);
            }
        }
    }

    #[test]
    fn two_numbers_of_workers_are_enough_for_one_figure() {
        let curve = Curve::Amdahl { serial: 0.25 };
        let two = [(1.0, 1.0), (2.0, curve.speedup(2.0))];
        near(Law::Amdahl.fit(&two).unwrap(), curve, 1e-9);
        assert_eq!(Law::Universal.fit(&two), None);
        assert_eq!(Law::Amdahl.fit(&two[..1]), None);
        assert_eq!(Law::Ceiling.fit(&[]), None);
        assert_eq!(Law::Amdahl.fit(&[(1.0, 1.0), (2.0, 0.0)]), None);
    }

    #[test]
    fn no_share_is_less_than_nothing() {
        // Better than one for each worker, as noise may have it.
        let better = WORKERS.map(|n| (n, if n > 1.0 { n * 1.1 } else { 1.0 }));
        assert_eq!(
            Law::Amdahl.fit(&better),
            Some(Curve::Amdahl { serial: 0.0 })
        );
        let fitted = Law::Universal.fit(&better).unwrap();
        assert!(fitted.figures().iter().all(|figure| figure.value >= 0.0));
    }

    #[test]
    fn the_peak_is_where_more_workers_begin_to_lose() {
        let curve = Curve::Universal {
            serial: 1.0 / 11.0,
            pair: 1.0 / 110.0,
        };
        assert!((curve.peak().unwrap() - 10.0).abs() < 1e-9);
        assert!(curve.speedup(10.0) > curve.speedup(9.0));
        assert!(curve.speedup(10.0) > curve.speedup(11.0));
        assert_eq!(Curve::Amdahl { serial: 0.1 }.peak(), None);
    }
}
