//! Where the two sides of a hand-off run.

use core_affinity::CoreId;

use crate::wake::cores;

/// Where the two sides of a hand-off run. A candidate pins threads it has started, never the one that calls it: that one
/// runs all other candidates too, and every thread started from a pinned one is pinned like it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Both on one core: the one that waits gives it to the other.
    OneCore,
    /// Each pinned to a core of its own.
    TwoCores,
    /// Wherever the kernel puts them.
    Anywhere,
}

impl Place {
    /// Pins this thread to where the near side runs.
    ///
    /// # Panics
    ///
    /// If the process has too few cores for the place. The candidate is then reported as not measured.
    pub fn near(self) {
        pin(match self {
            Place::OneCore | Place::TwoCores => cores().0,
            Place::Anywhere => return,
        });
    }

    /// Pins this thread to where the far side runs.
    ///
    /// # Panics
    ///
    /// If the process has too few cores for the place. The candidate is then reported as not measured.
    pub fn far(self) {
        pin(match self {
            Place::OneCore => cores().0,
            Place::TwoCores => cores().1,
            Place::Anywhere => return,
        });
    }
}

/// Pins this thread to a core, which must be there.
fn pin(core: Option<CoreId>) {
    let core = core.expect("this process has one core");
    assert!(
        core_affinity::set_for_current(core),
        "core {} is not to be had",
        core.id
    );
}
