//! Something that is to be done once, by whoever comes first.

use crate::sync::primitives::{Condvar, Mutex, MutexGuard};
use std::sync::PoisonError;

/// Something that is to be done once: the first to come does it, the others wait until it is done.
///
/// What it did is visible to all that have returned from [`call`](Once::call).
///
/// # Panics
///
/// If the function panics it does not count as done: one of the others, or the next to come, does
/// it. (`std::sync::Once` is poisoned instead; `OnceLock` does as this one does.)
///
/// # Deadlock
///
/// A function that calls the `Once` it is called by waits for itself.
#[derive(Debug)]
pub struct Once {
    progress: Mutex<Progress>,
    changed: Condvar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    ToDo,
    Doing,
    Done,
}

impl Once {
    /// Nothing has been done.
    ///
    /// Not `const`, as loom's locks are not: `static O: LazyLock<Once> = LazyLock::new(Once::new);`
    pub fn new() -> Self {
        Once {
            progress: Mutex::new(Progress::ToDo),
            changed: Condvar::new(),
        }
    }

    // ANCHOR: call
    /// Calls `function` unless that has been done, and returns when it has been.
    ///
    /// Each call takes a lock, where one of std's is a single load once it is done.
    pub fn call(&self, function: impl FnOnce()) {
        let mut progress = self.lock();
        while *progress == Progress::Doing {
            progress = self
                .changed
                .wait(progress)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if *progress == Progress::Done {
            return;
        }
        *progress = Progress::Doing;
        drop(progress);

        // However `function` ends, the others must hear of it.
        let mut attempt = Attempt {
            once: self,
            end: Progress::ToDo,
        };
        function();
        attempt.end = Progress::Done;
    }
    // ANCHOR_END: call

    /// Whether it has been done.
    pub fn is_done(&self) -> bool {
        *self.lock() == Progress::Done
    }

    fn lock(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Once {
    fn default() -> Self {
        Once::new()
    }
}

// ANCHOR: attempt
struct Attempt<'a> {
    once: &'a Once,
    end: Progress,
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        *self.once.lock() = self.end;
        self.once.changed.notify_all();
    }
}
// ANCHOR_END: attempt
