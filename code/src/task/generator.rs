//! A generator with a stack of its own: what Python calls a generator, but it can give a value from any depth of calls.
//!
//! [`Generator::new`] takes a closure. Each [`next`](Iterator::next) runs it until it gives a value, and leaves it there.
//!
//! ```
//! use code::task::generator::{Generator, Yielder};
//!
//! fn countdown(from: u32, out: &Yielder<u32>) {
//!     if from > 0 {
//!         out.give(from);
//!         countdown(from - 1, out);
//!     }
//! }
//!
//! let numbers = Generator::new(|out| countdown(3, out));
//! assert_eq!(numbers.collect::<Vec<u32>>(), [3, 2, 1]);
//! ```
//!
//! # The stack
//!
//! Each generator has one, 1 MiB unless [`Generator::with_stack`] says otherwise, and an inaccessible page below it. Of that
//! the kernel provides what has been touched. There is no message when a stack overflows: the process ends by `SIGSEGV`.
//!
//! None is smaller than 64 KiB. Dropping a suspended generator unwinds it, which takes more than a page, and a panic that
//! prints its backtrace takes some 24 KiB (Rust 1.95, x86-64, a debug build).
//!
//! # The end
//!
//! Dropping a generator that is suspended unwinds its stack as a panic would, without a message: the destructors of all that
//! lives on it are run. The closure must let that pass. Should it catch it and give another value, this value is dropped and
//! the unwinding begins anew, as often as it takes. In a program built with `panic = "abort"` dropping a suspended generator
//! ends the process.
//!
//! A destructor must give nothing while a panic is under way. In an unwinding by drop it aborts; in the closure's own panic
//! the caller goes on as a thread that panics. If what is unwound by drop ends in another panic, from a destructor or from a
//! closure that caught the unwinding, the process aborts.
//!
//! # Panics
//!
//! A panic in the closure is passed on to the caller of `next`. Afterwards the generator is [`State::Done`].
//!
//! # Threads
//!
//! A generator cannot be sent to another thread: what its stack holds while it is suspended is in no type.
//!
//! Keep no generator in a `thread_local!`. It is unwound when the thread ends, and a reference that its stack got from
//! [`LocalKey::with`](std::thread::LocalKey::with) may by then point to freed memory. Neither the compiler nor corosensei
//! prevents it.

use std::fmt;
use std::io::{self, ErrorKind};
use std::iter::FusedIterator;
use std::marker::PhantomData;

use corosensei::stack::DefaultStack;
use corosensei::{Coroutine, CoroutineResult};

const STACK: usize = 1 << 20;
/// Room for an unwinding, and for a panic that prints its backtrace.
const SMALLEST: usize = 64 << 10;
/// A larger closure corosensei refuses to put on the new stack.
const LARGEST: usize = 1024;

// ANCHOR: generator
/// An iterator over what a closure gives, which is suspended in between.
pub struct Generator<T> {
    coroutine: Coroutine<(), T, ()>,
    /// Not `Send`, as `Coroutine` itself: found here, rustc says so in fewer words.
    stays: PhantomData<*mut ()>,
}

/// The closure's end: takes the values.
pub struct Yielder<'a, T> {
    inner: &'a corosensei::Yielder<(), T>,
}

impl<T> Yielder<'_, T> {
    /// Hands `value` to the caller of [`next`](Iterator::next), and returns when `next` is called again.
    ///
    /// If the generator is dropped instead, it does not return: it unwinds.
    #[inline]
    pub fn give(&self, value: T) {
        self.inner.suspend(value);
    }
}

impl<T> Iterator for Generator<T> {
    type Item = T;

    /// Runs the closure until it gives a value, or `None` when it has ended, now or earlier.
    #[inline]
    fn next(&mut self) -> Option<T> {
        if self.coroutine.done() {
            return None;
        }
        match self.coroutine.resume(()) {
            CoroutineResult::Yield(value) => Some(value),
            CoroutineResult::Return(()) => None,
        }
    }
}
// ANCHOR_END: generator

impl<T> FusedIterator for Generator<T> {}

impl<T: 'static> Generator<T> {
    /// A generator with a stack of 1 MiB. Nothing of `body` runs before the first [`next`](Iterator::next).
    ///
    /// # Panics
    ///
    /// If the kernel gives no memory for the stack. It also refuses when the process has too many mappings: each stack takes
    /// two, and Linux allows a process 65 530 unless told otherwise (`vm.max_map_count`).
    pub fn new<F>(body: F) -> Self
    where
        F: FnOnce(&Yielder<T>) + 'static,
    {
        Self::with_stack(STACK, body).expect("no memory for the stack of a generator")
    }

    /// A generator with a stack of at least `bytes`, rounded up to whole pages, and 64 KiB at the least.
    ///
    /// # Errors
    ///
    /// What the kernel says when it gives no memory, and [`ErrorKind::OutOfMemory`] for more bytes than an address space
    /// has. `body` is dropped then.
    pub fn with_stack<F>(bytes: usize, body: F) -> io::Result<Self>
    where
        F: FnOnce(&Yielder<T>) + 'static,
    {
        if bytes > isize::MAX as usize {
            return Err(ErrorKind::OutOfMemory.into());
        }
        let stack = DefaultStack::new(bytes.max(SMALLEST))?;
        let coroutine = if const { size_of::<F>() <= LARGEST } {
            Coroutine::with_stack(stack, |inner: &corosensei::Yielder<(), T>, ()| {
                body(&Yielder { inner })
            })
        } else {
            let body = Box::new(body);
            Coroutine::with_stack(stack, |inner: &corosensei::Yielder<(), T>, ()| {
                body(&Yielder { inner })
            })
        };
        Ok(Self {
            coroutine,
            stays: PhantomData,
        })
    }
}

// ANCHOR: state
/// Where a [`Generator`] stands.
///
/// There is no `Running`. While it runs, the call of [`next`](Iterator::next) has the only reference to it, and nobody can
/// ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Nothing of the closure has run.
    Created,
    /// The closure has given a value and waits in [`Yielder::give`].
    Suspended,
    /// The closure has returned or panicked.
    Done,
}

impl<T> Generator<T> {
    /// Where it stands.
    pub fn state(&self) -> State {
        if self.coroutine.done() {
            State::Done
        } else if self.coroutine.started() {
            State::Suspended
        } else {
            State::Created
        }
    }
}
// ANCHOR_END: state

impl<T> fmt::Debug for Generator<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Generator")
            .field("state", &self.state())
            .finish_non_exhaustive()
    }
}
