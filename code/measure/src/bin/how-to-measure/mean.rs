//! Best, median, mean and worst of the same jobs, while a neighbour wants the core or leaves it alone.

use measure::{Bound, Candidate, Suite};

use crate::neighbour::{Neighbour, job, on_near_core};
use crate::statistic::Statistic;

/// Jobs in an experiment.
const JOBS: u64 = 1000;

/// Adds them to the suite.
pub fn candidates(suite: Suite) -> Suite {
    let (group, unit) = ("A thousand jobs beside a neighbour", "one job");
    let row = |candidate: Candidate, neighbour: Option<fn() -> Neighbour>, statistic: Statistic| {
        candidate.group(group, unit).items(JOBS).timed(move |n| {
            let experiment = || {
                let _neighbour = neighbour.map(|start| start());
                on_near_core(|| (0..JOBS).map(|_| job()).collect())
            };
            (0..n)
                .map(|_| statistic.of(experiment()) * JOBS as u32)
                .sum()
        })
    };
    let ours = |id: &str, name: &str| {
        Candidate::ours(id, name)
            .above("alone-median")
            .beside("python-alone")
    };
    let near = Some(Neighbour::near as fn() -> Neighbour);
    let far = Some(Neighbour::far as fn() -> Neighbour);
    suite
        .candidate(row(
            Candidate::floor("alone-median", "alone: the median").beside("python-alone"),
            None,
            Statistic::Median,
        ))
        .candidate(row(
            ours("far-median", "a neighbour on the other core: median"),
            far,
            Statistic::Median,
        ))
        .candidate(row(
            ours("near-best", "one on the same core: the best"),
            near,
            Statistic::Best,
        ))
        .candidate(row(
            ours("near-median", "one on the same core: the median"),
            near,
            Statistic::Median,
        ))
        .candidate(row(
            ours("near-mean", "one on the same core: the mean"),
            near,
            Statistic::Mean,
        ))
        .candidate(row(
            ours("near-worst", "one on the same core: the worst"),
            near,
            Statistic::Worst,
        ))
        .candidate(
            Candidate::peer("python-alone", "Python: alone, the median")
                .group(group, unit)
                .above("alone-median"),
        )
}

/// Adds what is claimed of them.
pub fn claims(suite: Suite) -> Suite {
    suite
        .claim(
            "far-harmless",
            "A neighbour on another core does not slow a job that needs no memory.",
            "far-median",
            "alone-median",
            Bound::AtMost(1.3),
        )
        .claim(
            "median-blind",
            "The median does not notice a neighbour who takes half of the core.",
            "near-median",
            "alone-median",
            Bound::AtMost(1.2),
        )
        .claim(
            "best-blind",
            "The best does not notice a neighbour who takes half of the core.",
            "near-best",
            "alone-median",
            Bound::AtMost(1.1),
        )
        .claim(
            "mean-sees",
            "The mean notices a neighbour who takes half of the core.",
            "near-mean",
            "alone-median",
            Bound::AtLeast(1.5),
        )
        .claim(
            "worst-waits",
            "The worst job waits through the neighbour's turn.",
            "near-worst",
            "near-median",
            Bound::AtLeast(20.0),
        )
}
