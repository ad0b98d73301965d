//! Model-checks the building blocks of the part "Threads": loom runs each model once for every order in which its threads
//! can be interleaved; a model with too many of them sets a bound (`preemption_bound`, `check(n, …)`), and is run in every
//! order with no more preemptions than that. The blocks are compiled here from their own files, with loom's locks and
//! atomics in place of std's.
//!
//! Then the same models are run on blocks with a planted bug (`loom/blocks.rs`), and must find it.

#![allow(clippy::arc_with_non_send_sync, reason = "a model's threads are one thread, and loom watches what they do")]

use std::env;
use std::panic;
use std::process::{Command, ExitCode};

use libtest_mimic::{Arguments, Failed, Trial};

/// A model: a name, and a function that panics if the block is wrong.
type Model = (&'static str, fn());

mod sync {
    //! Where the blocks look for what they are made of.

    #[allow(unused_imports, reason = "each block takes what it needs")]
    pub(crate) mod primitives {
        pub(crate) use loom::cell::UnsafeCell;
        pub(crate) use loom::sync::Condvar;
        pub(crate) use loom::sync::Mutex;
        pub(crate) use loom::sync::MutexGuard;
        pub(crate) use loom::sync::atomic::AtomicBool;
        pub(crate) use loom::sync::atomic::AtomicU32;
        pub(crate) use loom::sync::atomic::AtomicU64;
        pub(crate) use loom::sync::atomic::AtomicUsize;
        pub(crate) use loom::sync::atomic::Ordering;
        pub(crate) use loom::sync::atomic::fence;
        pub(crate) use loom::thread;
        pub(crate) use loom::thread_local;
    }

    pub(crate) use crate::deadline;
}

mod thread_pool {
    //! And one block where it looks for another.

    pub(crate) use crate::blocks::task::block as task;
}

// Formatted where it stands.
#[rustfmt::skip]
#[path = "../code/src/sync/deadline.rs"]
mod deadline;

#[allow(clippy::duplicate_mod, reason = "the models are compiled for each block they check")]
mod blocks {
    // As `tests/build.rs` writes them from `loom/blocks.rs`: the blocks, the blocks with a planted bug, and lists of both.
    include!(concat!(env!("OUT_DIR"), "/blocks.rs"));
}

/// A bug, the models of its block, and what must be said by which of them.
struct Bug {
    name: &'static str,
    caught_by: &'static str,
    says: &'static str,
    models: &'static [Model],
}

/// Names the bug whose model a child of this program runs. Some bugs end in a panic inside a panic, which aborts.
const PLANTED: &str = "PLANTED_BUG";

fn main() -> ExitCode {
    if let Ok(name) = env::var(PLANTED) {
        let bug = blocks::BUGS.iter().find(|bug| bug.name == name).expect("a bug of this name");
        bug.model().expect("it has its model")();
        return ExitCode::SUCCESS;
    }
    // What a model says when it panics is reported with that model.
    panic::set_hook(Box::new(|_| {}));
    let mut trials = Vec::new();
    for (block, models) in blocks::SOUND {
        for (name, model) in *models {
            trials.push(Trial::test(format!("{block}::{name}"), || {
                model();
                Ok(())
            }));
        }
    }
    for bug in blocks::BUGS {
        trials.push(Trial::test(format!("planted::{}", bug.name), || bug.is_caught()));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

impl Bug {
    fn model(&self) -> Result<fn(), Failed> {
        let model = self.models.iter().find(|(name, _)| *name == self.caught_by);
        model.map(|(_, model)| *model).ok_or(format!("no model is called {}", self.caught_by).into())
    }

    fn is_caught(&self) -> Result<(), Failed> {
        self.model()?;
        let child = Command::new(env::current_exe()?).env(PLANTED, self.name).env("RUST_BACKTRACE", "0").output()?;
        let said = String::from_utf8_lossy(&child.stderr);
        if child.status.success() {
            Err(format!("{} does not notice it", self.caught_by).into())
        } else if !said.contains(self.says) {
            Err(format!("{} fails, but says {said}", self.caught_by).into())
        } else {
            Ok(())
        }
    }
}
