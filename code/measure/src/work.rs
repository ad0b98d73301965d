//! The ways an author can state work, behind one trait.

use std::time::{Duration, Instant};

/// Something that runs n operations and says how long they took.
pub(crate) trait Run {
    /// What has to be there before the clock starts.
    fn prepare(&mut self) {}
    /// Runs so many operations.
    fn run(&mut self, operations: u64) -> Duration;
    /// Clears up after the clock has stopped.
    fn finish(&mut self) {}
}

/// What a candidate runs, and where.
pub(crate) enum Work {
    /// Nothing was stated.
    Missing,
    /// In the measuring process.
    Rust(Box<dyn Run>),
    /// The function of this name in the Python co-process.
    Python(String),
}

/// Times one call.
fn time(operation: impl FnOnce()) -> Duration {
    let start = Instant::now();
    operation();
    start.elapsed()
}

pub(crate) struct Each<F>(pub F);

impl<F: FnMut()> Run for Each<F> {
    fn run(&mut self, operations: u64) -> Duration {
        time(|| (0..operations).for_each(|_| (self.0)()))
    }
}

pub(crate) struct Loop<F>(pub F);

impl<F: FnMut(u64)> Run for Loop<F> {
    fn run(&mut self, operations: u64) -> Duration {
        time(|| (self.0)(operations))
    }
}

pub(crate) struct Timed<F>(pub F);

impl<F: FnMut(u64) -> Duration> Run for Timed<F> {
    fn run(&mut self, operations: u64) -> Duration {
        (self.0)(operations)
    }
}

pub(crate) struct Prepared<P, F> {
    make: Option<P>,
    body: Option<F>,
}

impl<P, F> Prepared<P, F> {
    pub(crate) fn new(make: P) -> Self {
        Prepared {
            make: Some(make),
            body: None,
        }
    }
}

impl<P: FnOnce() -> F, F: FnMut(u64)> Run for Prepared<P, F> {
    fn prepare(&mut self) {
        if let Some(make) = self.make.take() {
            self.body = Some(make());
        }
    }

    fn run(&mut self, operations: u64) -> Duration {
        let body = self.body.as_mut().expect("prepare runs first");
        time(|| body(operations))
    }
}

pub(crate) struct PreparedEachTime<P, F> {
    make: P,
    body: Option<F>,
}

impl<P, F> PreparedEachTime<P, F> {
    pub(crate) fn new(make: P) -> Self {
        PreparedEachTime { make, body: None }
    }
}

impl<P: FnMut() -> F, F: FnMut(u64)> Run for PreparedEachTime<P, F> {
    fn prepare(&mut self) {
        self.body = Some((self.make)());
    }

    fn run(&mut self, operations: u64) -> Duration {
        let body = self.body.as_mut().expect("prepare runs first");
        time(|| body(operations))
    }

    fn finish(&mut self) {
        self.body = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn preparing_happens_as_often_as_promised() {
        let (made, ran) = (Cell::new(0), Cell::new(0));
        let body = |n: u64| ran.set(ran.get() + n);
        let make = || {
            made.set(made.get() + 1);
            body
        };
        let sample = |work: &mut dyn Run| {
            work.prepare();
            work.run(3);
            work.finish();
        };
        let mut once = Prepared::new(make);
        sample(&mut once);
        sample(&mut once);
        assert_eq!((made.get(), ran.get()), (1, 6));
        let mut each = PreparedEachTime::new(make);
        sample(&mut each);
        sample(&mut each);
        assert_eq!((made.get(), ran.get()), (3, 12));
    }
}
