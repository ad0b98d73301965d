//! Tasks going in, completions coming out.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::core::{Core, Outcome};
use super::error::TaskError;
use super::worker::Reply;

/// What came of one task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion<R> {
    /// Which task: 0 for the first.
    pub index: usize,
    /// How often the task may have been run. 0 if it never left the pool.
    pub attempts: u32,
    /// The process id of the worker that had it last. 0 if it never left the pool.
    pub worker: u32,
    /// The answer, or why there is none.
    pub result: Result<R, TaskError>,
}

/// Answers as they come. From [`ProcessPool::unordered`](super::ProcessPool::unordered).
#[derive(Debug)]
pub struct Unordered<'pool, I, R> {
    core: &'pool mut Core,
    tasks: I,
    exhausted: bool,
    /// The id of the first task.
    first: u64,
    /// Tasks taken from `tasks`, and completions handed out.
    taken: usize,
    returned: usize,
    answer: PhantomData<fn() -> R>,
}

impl<'pool, I, R> Unordered<'pool, I, R>
where
    I: Iterator<Item: Serialize>,
    R: DeserializeOwned,
{
    pub(super) fn new(core: &'pool mut Core, tasks: I) -> Self {
        core.begin();
        let first = core.next_id();
        Unordered {
            core,
            tasks,
            exhausted: false,
            first,
            taken: 0,
            returned: 0,
            answer: PhantomData,
        }
    }

    /// The next completion; takes tasks only while fewer than `end` have been taken.
    fn next_below(&mut self, end: usize) -> Option<Completion<R>> {
        loop {
            while !self.exhausted && self.taken < end && self.core.has_room() {
                match self.tasks.next() {
                    Some(task) => self.core.submit(encoded(&task)),
                    None => self.exhausted = true,
                }
                self.taken += usize::from(!self.exhausted);
            }
            // Before the caller has its answer: it may be long about it, and the workers
            // should not wait.
            self.core.flush();
            if let Some(outcome) = self.core.take() {
                self.returned += 1;
                return Some(self.completion(outcome));
            }
            if self.returned == self.taken && (self.exhausted || self.taken == end) {
                return None;
            }
            self.core.wait();
        }
    }

    fn completion(&self, outcome: Outcome) -> Completion<R> {
        let result = outcome
            .result
            .and_then(|answer| match postcard::from_bytes(&answer) {
                Ok(Reply::Done(answer)) => Ok(answer),
                Ok(Reply::Panicked(words)) => Err(TaskError::Panicked(words)),
                Ok(Reply::TooLong(bytes)) => Err(TaskError::TooLong(bytes)),
                Ok(Reply::Encoding(words)) => Err(TaskError::Encoding(words)),
                Err(error) => Err(TaskError::Encoding(format!(
                    "the pool cannot decode the answer: {error}"
                ))),
            });
        let index = (outcome.id - self.first) as usize;
        Completion {
            index,
            attempts: outcome.attempts,
            worker: outcome.worker,
            result,
        }
    }
}

fn encoded(task: &impl Serialize) -> Result<Vec<u8>, TaskError> {
    postcard::to_stdvec(task)
        .map_err(|error| TaskError::Encoding(format!("the task cannot be encoded: {error}")))
}

impl<I, R> Iterator for Unordered<'_, I, R>
where
    I: Iterator<Item: Serialize>,
    R: DeserializeOwned,
{
    type Item = Completion<R>;

    fn next(&mut self) -> Option<Completion<R>> {
        self.next_below(usize::MAX)
    }
}

/// Answers in the order of the tasks. From [`ProcessPool::ordered`](super::ProcessPool::ordered).
#[derive(Debug)]
pub struct Ordered<'pool, I, R> {
    unordered: Unordered<'pool, I, R>,
    early: BTreeMap<usize, Completion<R>>,
    next: usize,
}

impl<'pool, I, R> Ordered<'pool, I, R> {
    pub(super) fn new(unordered: Unordered<'pool, I, R>) -> Self {
        Ordered {
            unordered,
            early: BTreeMap::new(),
            next: 0,
        }
    }
}

impl<I, R> Iterator for Ordered<'_, I, R>
where
    I: Iterator<Item: Serialize>,
    R: DeserializeOwned,
{
    type Item = Completion<R>;

    fn next(&mut self) -> Option<Completion<R>> {
        // While the next answer is out, those behind it pile up: this many and no more.
        let end = self
            .next
            .saturating_add(self.unordered.core.capacity().saturating_mul(8));
        while !self.early.contains_key(&self.next) {
            let completion = self.unordered.next_below(end)?;
            self.early.insert(completion.index, completion);
        }
        self.next += 1;
        self.early.remove(&(self.next - 1))
    }
}
