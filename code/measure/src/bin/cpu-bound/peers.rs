//! The first words of the same list in Python. Figures are for one word, so that lists of different length compare.

use measure::{Candidate, Suite};

use crate::spelling::PYTHON_WORDS;
use crate::threads::row;

/// Adds them to the suite.
pub fn add(suite: Suite) -> Suite {
    let rows = [
        ("python-sequential", "Python: a loop"),
        ("python-threads", "ThreadPoolExecutor, 2 workers"),
        ("python-processes-1", "multiprocessing.Pool, map: 1"),
        ("python-processes-2", "multiprocessing.Pool, map: 2"),
        ("python-executor", "ProcessPoolExecutor.map: 2"),
        ("python-executor-chunks", "the same, chunksize=2"),
        ("python-object", "the same, a method of a large object"),
    ];
    rows.into_iter().fold(suite, |suite, (id, name)| {
        let peer = row(Candidate::peer(id, name)).items(PYTHON_WORDS as u64);
        suite.candidate(peer.above("sequential"))
    })
}
