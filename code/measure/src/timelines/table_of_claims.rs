//! What the chapter claims.

use super::Case::{
    ConcurrentOnOneCore as B, ManyOnFew as D, OneAfterAnother as A, ParallelOnTwo as C,
};
use super::Language::{Python, Rust};
use super::Model::{self, Processes, Tasks, Threads};
use super::claims::{Claim, EVERY, least, most};
use crate::claims::Bound::{AtLeast, AtMost};

/// All claims, in the order of the page.
pub const CLAIMS: &[Claim] = &[
    Claim {
        id: "one-after-another-is-the-sum",
        sentence: "One after another takes as long as the jobs added up, in every model and both languages.",
        compared: "one after another: the jobs' durations added up ÷ total time, the least of six",
        figure: |round| {
            least(
                EVERY.map(|it| round.of(A, it, |run| run.jobs_ns as f64 / run.makespan_ns as f64)),
            )
        },
        bound: AtLeast(0.9),
    },
    Claim {
        id: "one-core-runs-one",
        sentence: "On one core two jobs never run at the same instant, whatever they are.",
        compared: "one core: share of the time with two running, the most of six",
        figure: |round| most(EVERY.map(|it| round.at_once(B, it, 2))),
        bound: AtMost(0.01),
    },
    Claim {
        id: "waits-overlap",
        sentence: "Concurrent jobs end sooner than successive ones even on one core, since a wait overlaps with the other's work, or at least with its wait.",
        compared: "total times, one core ÷ one after another, the most of Rust's three",
        figure: |round| {
            most(Model::ALL.map(|it| round.makespan(B, (it, Rust)) / round.makespan(A, (it, Rust))))
        },
        bound: AtMost(0.95),
    },
    Claim {
        id: "tasks-switch-at-await",
        sentence: "On one core tasks end sooner than threads: a task computes undisturbed to its await, so one waits while the other computes; threads take turns in slices, and come to their waits together.",
        compared: "total times on one core, Rust tasks ÷ Rust threads",
        figure: |round| round.makespan(B, (Tasks, Rust)) / round.makespan(B, (Threads, Rust)),
        bound: AtMost(0.95),
    },
    Claim {
        id: "threads-run-at-once",
        sentence: "On two cores two Rust threads compute at the same time.",
        compared: "two cores: share of the computing done two at once, Rust threads",
        figure: |round| round.in_company(C, (Threads, Rust)),
        bound: AtLeast(0.5),
    },
    Claim {
        id: "processes-run-at-once",
        sentence: "So do two processes, in Rust and in Python.",
        compared: "two cores: share of the computing done two at once, the less of Rust and Python processes",
        figure: |round| {
            least([(Processes, Rust), (Processes, Python)].map(|it| round.in_company(C, it)))
        },
        bound: AtLeast(0.5),
    },
    Claim {
        // No more than that. The worker that sleeps on the timer takes the task that it wakes. While that task computes, nobody
        // looks at the timer: a second task due a millisecond later stays ready until the first awaits or ends.
        id: "tokio-tasks-run-at-once",
        sentence: "So do two tasks of a tokio runtime with two workers, at least in the first of their two computations.",
        compared: "two cores: share of the computing done two at once, Rust tasks",
        figure: |round| round.in_company(C, (Tasks, Rust)),
        bound: AtLeast(0.35),
    },
    Claim {
        id: "the-gil-runs-one",
        sentence: "Two Python threads never run Python at the same instant, though two cores are there.",
        compared: "two cores: share of the time with two running, Python threads",
        figure: |round| round.with_gil(round.at_once(C, (Threads, Python), 2)),
        bound: AtMost(0.05),
    },
    Claim {
        id: "asyncio-runs-one",
        sentence: "Nor do two asyncio tasks: they share one thread.",
        compared: "two cores: share of the time with two running, Python tasks",
        figure: |round| round.at_once(C, (Tasks, Python), 2),
        bound: AtMost(0.01),
    },
    Claim {
        id: "two-cores-save-time",
        sentence: "On two cores Rust's processes and threads take well under what one after another takes.",
        compared: "total times, two cores ÷ one after another, the more of Rust processes and threads",
        figure: |round| {
            most(
                [(Processes, Rust), (Threads, Rust)]
                    .map(|it| round.makespan(C, it) / round.makespan(A, it)),
            )
        },
        bound: AtMost(0.8),
    },
    Claim {
        id: "two-cores-save-python-nothing",
        sentence: "The second core saves Python's threads and asyncio's tasks nothing.",
        compared: "total times, two cores ÷ one core, the less of Python threads and tasks",
        figure: |round| {
            let ratio = |it| round.makespan(C, it) / round.makespan(B, it);
            round.with_gil(least([(Threads, Python), (Tasks, Python)].map(ratio)))
        },
        bound: AtLeast(0.75),
    },
    Claim {
        id: "asyncio-beats-python-threads",
        sentence: "On two cores asyncio's tasks end sooner than Python's threads: both have one core's worth of time, and the tasks waste none of it.",
        compared: "total times on two cores, Python tasks ÷ Python threads",
        figure: |round| {
            round
                .with_gil(round.makespan(C, (Tasks, Python)) / round.makespan(C, (Threads, Python)))
        },
        bound: AtMost(1.0),
    },
    Claim {
        id: "as-many-as-cores",
        sentence: "Of eight jobs on two cores never more than two run at once.",
        compared: "eight jobs: share of the time with three running, the most of six",
        figure: |round| most(EVERY.map(|it| round.at_once(D, it, 3))),
        bound: AtMost(0.01),
    },
    Claim {
        id: "many-on-few-are-ready",
        sentence: "With eight jobs on two cores, a job spends about half of its life able to run, and without its turn.",
        compared: "eight jobs: share of the jobs' time spent ready, the least of Rust's three",
        figure: |round| {
            least(Model::ALL.map(|it| {
                round.of(D, (it, Rust), |run| {
                    run.ready_ns as f64 / run.jobs_ns as f64
                })
            }))
        },
        bound: AtLeast(0.4),
    },
    Claim {
        id: "python-processes-beat-threads",
        sentence: "Where there is computing for two cores, Python's processes leave its threads far behind.",
        compared: "total times of eight jobs, Python threads ÷ Python processes",
        figure: |round| {
            round.with_gil(
                round.makespan(D, (Threads, Python)) / round.makespan(D, (Processes, Python)),
            )
        },
        bound: AtLeast(1.3),
    },
];
