//! What an author writes: candidates and claims.

use crate::candidate::Candidate;
use crate::claims::{Bound, Claim};
use crate::error::Error;
use crate::latency::LatencyCandidate;
use crate::latency_claims;
use crate::memory::MemoryCandidate;
use crate::scaling::Scaling;
use crate::work::Work;

/// One comparison, or several under one title: what is measured, and what is claimed of it.
pub struct Suite {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) python: Option<&'static str>,
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) latencies: Vec<LatencyCandidate>,
    pub(crate) memories: Vec<MemoryCandidate>,
    pub(crate) scalings: Vec<Scaling>,
    pub(crate) claims: Vec<Claim>,
}

impl Suite {
    /// A suite called as its chapter and its binary are, such as `starting-costs`.
    pub fn new(name: &str, title: &str) -> Self {
        Suite {
            name: name.into(),
            title: title.into(),
            python: None,
            candidates: Vec::new(),
            latencies: Vec::new(),
            memories: Vec::new(),
            scalings: Vec::new(),
            claims: Vec::new(),
        }
    }

    /// The file in `code/measure/python/` that holds the Python candidates.
    #[must_use]
    pub fn python(mut self, file: &'static str) -> Self {
        self.python = Some(file);
        self
    }

    /// Adds one candidate. They stand in tables in the order they were added, group by group.
    #[must_use]
    pub fn candidate(mut self, candidate: Candidate) -> Self {
        self.candidates.push(candidate);
        self
    }

    /// Adds something whose latency is taken at a fixed rate.
    #[must_use]
    pub fn latency(mut self, latency: LatencyCandidate) -> Self {
        self.latencies.push(latency);
        self
    }

    /// Adds something whose memory is taken by regression.
    #[must_use]
    pub fn memory(mut self, memory: MemoryCandidate) -> Self {
        self.memories.push(memory);
        self
    }

    /// Says that some candidates are one thing with more and more workers, and which law is fitted to them.
    #[must_use]
    pub fn scaling(mut self, scaling: Scaling) -> Self {
        self.scalings.push(scaling);
        self
    }

    /// Claims that `numerator` costs at least or at most so many times what `denominator` does.
    ///
    /// Leave the bound a margin: it has to hold on machines you have not seen.
    #[must_use]
    pub fn claim(
        mut self,
        id: &str,
        sentence: &str,
        numerator: &str,
        denominator: &str,
        bound: Bound,
    ) -> Self {
        self.claims.push(Claim {
            id: id.into(),
            sentence: sentence.into(),
            numerator: numerator.into(),
            denominator: denominator.into(),
            bound,
        });
        self
    }

    /// Checks what the compiler cannot: ids used once, and every name that is referred to.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let wrong = |reason: String| Err(Error::Suite { reason });
        let candidates = || {
            self.candidates
                .iter()
                .map(|candidate| &candidate.definition)
        };
        let mut ids: Vec<&str> = candidates()
            .map(|definition| definition.id.as_str())
            .chain(self.claims.iter().map(|claim| claim.id.as_str()))
            .chain(self.latencies.iter().map(|latency| latency.id.as_str()))
            .chain(self.memories.iter().map(|memory| memory.id.as_str()))
            .chain(self.scalings.iter().map(|scaling| scaling.id.as_str()))
            .collect();
        ids.sort_unstable();
        if let Some(twice) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
            return wrong(format!("the id \"{}\" is used twice", twice[0]));
        }
        let known = |id: &str| candidates().any(|definition| definition.id == id);
        let late = |id: &str| {
            let mut latencies = self.latencies.iter();
            latencies.any(|latency| latency_claims::names(&latency.id, id))
        };
        let held = |id: &str| self.memories.iter().any(|memory| memory.id == id);
        let references = candidates()
            .flat_map(|definition| [&definition.floor, &definition.peer])
            .flatten()
            .chain(
                self.scalings
                    .iter()
                    .flat_map(|scaling| scaling.runs.iter().map(|run| &run.candidate)),
            );
        for id in references {
            if !known(id) {
                return wrong(format!("there is no candidate \"{id}\""));
            }
        }
        let listed = self
            .memories
            .iter()
            .filter_map(|memory| memory.listed.as_ref());
        for id in listed
            .flat_map(|listed| [&listed.floor, &listed.peer])
            .flatten()
        {
            if !held(id) {
                return wrong(format!("there is no memory candidate \"{id}\""));
            }
        }
        for claim in &self.claims {
            let (numerator, denominator) = (&claim.numerator, &claim.denominator);
            for id in [numerator, denominator] {
                if !known(id) && !held(id) && !late(id) {
                    return wrong(format!("there is no candidate \"{id}\""));
                }
            }
            if known(numerator) != known(denominator) || late(numerator) != late(denominator) {
                let id = &claim.id;
                return wrong(format!(
                    "the claim \"{id}\" divides what is not of one kind"
                ));
            }
        }
        for scaling in &self.scalings {
            if scaling.runs.first().is_none_or(|run| run.workers != 1) {
                return wrong(format!("\"{}\" does not begin with one worker", scaling.id));
            }
        }
        for candidate in &self.candidates {
            if matches!(candidate.work, Work::Missing) {
                return wrong(format!(
                    "\"{}\" has nothing to run",
                    candidate.definition.id
                ));
            }
            if matches!(candidate.work, Work::Python(_)) && self.python.is_none() {
                return wrong(format!(
                    "\"{}\" is Python, and the suite names no file",
                    candidate.definition.id
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;
    use crate::scaling::Law;

    #[test]
    fn a_suite_is_checked() {
        let one = || {
            Candidate::ours("one", "One")
                .group("All", "call")
                .each(|| ())
        };
        let fails = |suite: Suite| suite.check().unwrap_err().to_string();

        assert!(Suite::new("s", "S").candidate(one()).check().is_ok());
        assert!(
            fails(Suite::new("s", "S").candidate(one()).candidate(one())).contains("used twice")
        );
        assert!(
            fails(Suite::new("s", "S").candidate(one().above("two")))
                .contains("no candidate \"two\"")
        );
        assert!(
            fails(Suite::new("s", "S").candidate(Candidate::ours("x", "X")))
                .contains("nothing to run")
        );
        assert!(
            fails(Suite::new("s", "S").candidate(Candidate::peer("x", "X"))).contains("no file")
        );
        let claim =
            Suite::new("s", "S")
                .candidate(one())
                .claim("c", "", "one", "two", Bound::AtLeast(2.0));
        assert!(fails(claim).contains("no candidate \"two\""));
        let memory = MemoryCandidate::new("m", "M", 1, |_| ()).listed(Kind::Ours, "All", "one");
        assert!(
            fails(Suite::new("s", "S").memory(memory.above("n")))
                .contains("no memory candidate \"n\"")
        );
        let scaling = |workers: &[u32]| {
            let candidate = Candidate::ours("x-1", "X").group("All", "call").each(|| ());
            Suite::new("s", "S")
                .candidate(candidate)
                .scaling(Scaling::new("x", "X", Law::Amdahl, workers))
        };
        assert!(scaling(&[1]).check().is_ok());
        assert!(fails(scaling(&[1, 2])).contains("no candidate \"x-2\""));
        assert!(fails(scaling(&[])).contains("does not begin with one worker"));
    }
}
