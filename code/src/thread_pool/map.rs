//! Results in the order of their items, and no more of them in flight than is useful.

use std::collections::VecDeque;
use std::fmt;
use std::iter::FusedIterator;
use std::sync::Arc;

use crate::thread_pool::pool::ThreadPool;
use crate::thread_pool::task::{Handle, TaskError};

/// From [`ThreadPool::map`].
pub struct Map<'a, I, F, T> {
    pool: &'a ThreadPool,
    items: std::iter::Fuse<I>,
    f: Arc<F>,
    ahead: VecDeque<Handle<T>>,
}

impl ThreadPool {
    /// Tasks of one [`map`](ThreadPool::map) for each worker that may be submitted and not handed out.
    pub const AHEAD: usize = 32;

    /// Calls `f` with each item, on the workers; the results come in the order of the items.
    ///
    /// It is lazy: items are taken from `items` when a result is asked for, and at most [`ThreadPool::AHEAD`] for each worker
    /// are submitted and not yet handed out. Dropping the iterator cancels those that are not begun.
    pub fn map<I, F, T>(&self, items: I, f: F) -> Map<'_, I::IntoIter, F, T>
    where
        I: IntoIterator,
        I::Item: Send + 'static,
        F: Fn(I::Item) -> T + Send + Sync + 'static,
        T: Send + 'static,
    {
        Map {
            pool: self,
            items: items.into_iter().fuse(),
            f: Arc::new(f),
            ahead: VecDeque::new(),
        }
    }
}

// ANCHOR: next
impl<I, F, T> Iterator for Map<'_, I, F, T>
where
    I: Iterator,
    I::Item: Send + 'static,
    F: Fn(I::Item) -> T + Send + Sync + 'static,
    T: Send + 'static,
{
    type Item = Result<T, TaskError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ahead.len() < self.pool.workers() * ThreadPool::AHEAD {
            let Some(item) = self.items.next() else { break };
            let f = Arc::clone(&self.f);
            self.ahead.push_back(self.pool.submit(move || f(item)));
        }
        self.ahead.pop_front().map(Handle::result)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let (least, most) = self.items.size_hint();
        let ahead = self.ahead.len();
        (
            least.saturating_add(ahead),
            most.and_then(|most| most.checked_add(ahead)),
        )
    }
}
// ANCHOR_END: next

impl<I, F, T> FusedIterator for Map<'_, I, F, T> where Self: Iterator {}

impl<I, F, T> Drop for Map<'_, I, F, T> {
    fn drop(&mut self) {
        for handle in &self.ahead {
            handle.cancel();
        }
    }
}

impl<I, F, T> fmt::Debug for Map<'_, I, F, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Map").finish_non_exhaustive()
    }
}
