//! Model-checks the building blocks of the part "Threads": loom runs each model once for every order in which its threads
//! can be interleaved. The blocks are compiled here from their own files, with loom's locks and atomics in place of std's.
//!
//! Then the same models are run on blocks with a planted bug (`loom/blocks.rs`), and must find it.

#![allow(clippy::arc_with_non_send_sync, reason = "a model's threads are one thread, and loom watches what they do")]

use std::panic;
use std::process::ExitCode;

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
        pub(crate) use loom::sync::atomic::AtomicU64;
        pub(crate) use loom::sync::atomic::AtomicUsize;
        pub(crate) use loom::sync::atomic::Ordering;
        pub(crate) use loom::sync::atomic::fence;
    }
}

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

fn main() -> ExitCode {
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
        trials.push(Trial::test(format!("planted::{}", bug.name), || catches(bug)));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn catches(bug: &Bug) -> Result<(), Failed> {
    let (_, model) = bug
        .models
        .iter()
        .find(|(name, _)| *name == bug.caught_by)
        .ok_or(format!("no model is called {}", bug.caught_by))?;
    let Err(panic) = panic::catch_unwind(model) else {
        return Err(format!("{} does not notice it", bug.caught_by).into());
    };
    let said = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    match said {
        Some(said) if said.contains(bug.says) => Ok(()),
        said => Err(format!("{} fails, but says {said:?}", bug.caught_by).into()),
    }
}
