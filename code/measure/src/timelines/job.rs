//! The workload, and how its size is found.

use std::hint::black_box;
use std::time::Duration;

use code::timeline::{Recorder, Span, now_ns};
use serde::{Deserialize, Serialize};

/// Compute, wait, compute. The amount of computing is a number of iterations, the same in every run of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Iterations of the arithmetic in a chunk.
    pub iterations: u64,
    /// Chunks in each of the two computations.
    pub chunks: usize,
    /// How long it sleeps between them.
    pub wait_ns: u64,
    /// Stamps further apart than this mean that the worker was not running.
    pub threshold_ns: u64,
}

impl Job {
    /// The form in which a job travels to another process, as four arguments.
    pub fn to_args(self) -> [String; 4] {
        [
            self.iterations.to_string(),
            self.chunks.to_string(),
            self.wait_ns.to_string(),
            self.threshold_ns.to_string(),
        ]
    }

    /// The inverse of [`to_args`](Self::to_args).
    pub fn from_args(args: &[String]) -> Option<Self> {
        let [iterations, chunks, wait_ns, threshold_ns] = args else {
            return None;
        };
        Some(Self {
            iterations: iterations.parse().ok()?,
            chunks: chunks.parse().ok()?,
            wait_ns: wait_ns.parse().ok()?,
            threshold_ns: threshold_ns.parse().ok()?,
        })
    }

    /// The job as a process or a thread does it.
    pub fn run(self, worker: usize, submitted_ns: u64) -> Vec<Span> {
        let mut recorder = self.recorder(worker, submitted_ns);
        self.compute(&mut recorder);
        recorder.wait(Duration::from_nanos(self.wait_ns));
        self.compute(&mut recorder);
        recorder.finish()
    }

    /// The job as a task does it. There is no await in the computations: while one runs, the thread is its own.
    pub async fn run_async(self, worker: usize, submitted_ns: u64) -> Vec<Span> {
        let mut recorder = self.recorder(worker, submitted_ns);
        self.compute(&mut recorder);
        let wait = Duration::from_nanos(self.wait_ns);
        recorder.wait_on(wait, tokio::time::sleep(wait)).await;
        self.compute(&mut recorder);
        recorder.finish()
    }

    fn recorder(self, worker: usize, submitted_ns: u64) -> Recorder {
        Recorder::new(
            worker,
            submitted_ns,
            Duration::from_nanos(self.threshold_ns),
        )
    }

    fn compute(self, recorder: &mut Recorder) {
        recorder.compute(self.chunks, || arithmetic(self.iterations));
    }
}

/// A generator of random numbers: each step needs the one before, so that nothing can be skipped or done side by side.
pub fn arithmetic(iterations: u64) {
    let mut x: u64 = black_box(1);
    for _ in 0..iterations {
        x = x.wrapping_mul(1_103_515_245).wrapping_add(12_345) & 0x7FFF_FFFF;
    }
    black_box(x);
}

/// How many iterations take `target`, and what they took in the end. To be asked on an idle core.
pub fn calibrate(target: Duration) -> (u64, Duration) {
    let target_ns = target.as_nanos() as u64;
    let mut iterations = 1_000;
    // The first rounds also bring the core up to speed.
    for _ in 0..5 {
        iterations = (iterations * target_ns / fastest_chunk_ns(iterations).max(1)).max(1);
    }
    (
        iterations,
        Duration::from_nanos(fastest_chunk_ns(iterations)),
    )
}

/// The fastest of many: whatever disturbs a chunk only makes it slower.
fn fastest_chunk_ns(iterations: u64) -> u64 {
    let samples = (0..400).map(|_| {
        let start = now_ns();
        arithmetic(iterations);
        now_ns() - start
    });
    samples.min().unwrap_or(1)
}
