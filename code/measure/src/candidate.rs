//! What an author says of each thing that is measured.

use std::time::Duration;

use crate::record::{Definition, Kind};
use crate::work::{Each, Loop, Prepared, PreparedEachTime, Timed, Work};

/// Something to be measured, and what to set it against.
pub struct Candidate {
    pub(crate) definition: Definition,
    pub(crate) work: Work,
    pub(crate) alone: bool,
    pub(crate) awake: bool,
    pub(crate) most: u64,
}

impl Candidate {
    fn new(kind: Kind, id: &str, name: &str) -> Self {
        Candidate {
            definition: Definition {
                id: id.into(),
                name: name.into(),
                kind,
                unit: String::new(),
                group: String::new(),
                items: 1,
                floor: None,
                peer: None,
            },
            work: Work::Missing,
            alone: false,
            awake: false,
            most: u64::MAX,
        }
    }

    /// What no candidate can beat: the least the kernel or the hardware charges.
    pub fn floor(id: &str, name: &str) -> Self {
        Self::new(Kind::Floor, id, name)
    }

    /// What the chapter is about.
    pub fn ours(id: &str, name: &str) -> Self {
        Self::new(Kind::Ours, id, name)
    }

    /// What the reader would have written in Python. It runs the function `id` (with `_` for `-`) of the suite's Python file.
    pub fn peer(id: &str, name: &str) -> Self {
        let mut peer = Self::new(Kind::Peer, id, name);
        peer.work = Work::Python(id.replace('-', "_"));
        peer
    }

    /// The group it is compared within, and what one operation is, as in "one started and finished".
    #[must_use]
    pub fn group(mut self, group: &str, unit: &str) -> Self {
        self.definition.group = group.into();
        self.definition.unit = unit.into();
        self
    }

    /// Each operation handles so many items; figures are for one item.
    #[must_use]
    pub fn items(mut self, items: u64) -> Self {
        self.definition.items = items.max(1);
        self
    }

    /// The floor its row is compared with.
    #[must_use]
    pub fn above(mut self, floor: &str) -> Self {
        self.definition.floor = Some(floor.into());
        self
    }

    /// The Python peer its row is compared with.
    #[must_use]
    pub fn beside(mut self, peer: &str) -> Self {
        self.definition.peer = Some(peer.into());
        self
    }

    /// Runs in a helper process where nothing else has run. For what depends on the process it is in: `fork` copies the page
    /// tables of whatever the other candidates have left in memory.
    #[must_use]
    pub fn alone(mut self) -> Self {
        self.alone = true;
        self
    }

    /// Runs while every core is [kept awake](crate::Awake). What wakes a thread on another core then interrupts it, and need not
    /// rouse it. For a Python peer too.
    #[must_use]
    pub fn awake(mut self) -> Self {
        self.awake = true;
        self
    }

    /// So many operations in a sample at the most. For work that [holds the clock itself](Self::timed) and waits off the clock:
    /// a sample that fills its time on the clock would take for ever.
    #[must_use]
    pub fn most(mut self, operations: u64) -> Self {
        self.most = operations.max(1);
        self
    }

    /// Times `operation`, as often as fits the sample.
    #[must_use]
    pub fn each(mut self, operation: impl FnMut() + 'static) -> Self {
        self.work = Work::Rust(Box::new(Each(operation)));
        self
    }

    /// Times `operations(n)`, which does n operations.
    #[must_use]
    pub fn many(mut self, operations: impl FnMut(u64) + 'static) -> Self {
        self.work = Work::Rust(Box::new(Loop(operations)));
        self
    }

    /// Times what `prepare` returns. It is called once in each process, and its own time does not count.
    #[must_use]
    pub fn prepared<F: FnMut(u64) + 'static>(
        mut self,
        prepare: impl FnOnce() -> F + 'static,
    ) -> Self {
        self.work = Work::Rust(Box::new(Prepared::new(prepare)));
        self
    }

    /// Times what `prepare` returns. It is called before every sample and what it returned is dropped after it, off the clock.
    #[must_use]
    pub fn prepared_each_time<F: FnMut(u64) + 'static>(
        mut self,
        prepare: impl FnMut() -> F + 'static,
    ) -> Self {
        self.work = Work::Rust(Box::new(PreparedEachTime::new(prepare)));
        self
    }

    /// As [`many`](Self::many), for work that must hold the clock itself: it returns how long n operations took.
    #[must_use]
    pub fn timed(mut self, operations: impl FnMut(u64) -> Duration + 'static) -> Self {
        self.work = Work::Rust(Box::new(Timed(operations)));
        self
    }
}
